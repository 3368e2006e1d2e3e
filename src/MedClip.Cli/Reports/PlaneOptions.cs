namespace MedClip.Cli;

/// <summary>How embeddings are laid out in a plane.</summary>
internal sealed record PlaneOptions
{
    /// <summary>Films at most, drawn from the seed.</summary>
    public int AtMost { get; init; } = 1500;

    /// <summary>t-SNE's perplexity; with no more films than three times it, principal components are shown.</summary>
    public double Perplexity { get; init; } = 30;

    /// <summary>t-SNE's steps.</summary>
    public int Iterations { get; init; } = 1000;

    /// <summary>How films are laid out.</summary>
    public PlaneMethod Method { get; init; }

    /// <summary>The seed of the draw.</summary>
    public ulong Seed { get; init; }
}

/// <summary>How films are laid out in a plane.</summary>
internal enum PlaneMethod
{
    /// <summary>t-SNE; principal components where there are too few films for its perplexity.</summary>
    Tsne,

    /// <summary>Principal components whatever the number of films.</summary>
    Principal,
}
