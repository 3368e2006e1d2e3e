namespace MedClip.Training;

/// <summary>
/// One batch in ordinary memory: N images, U distinct texts, and which of M rows is which text. Disposing it hands its pooled
/// memory back.
/// </summary>
public sealed class TrainingBatch : IDisposable
{
    private readonly IDisposable? owner;

    /// <summary>Creates a batch.</summary>
    /// <param name="owner">Handed back with the batch, e.g. the pixels' pooled buffer.</param>
    public TrainingBatch(IDisposable? owner = null) => this.owner = owner;

    /// <summary>Normalised pixels, N·C·H·W numbers, row-major.</summary>
    public required Memory<float> Pixels { get; init; }

    /// <summary>(N, C, H, W).</summary>
    public required IReadOnlyList<long> PixelShape { get; init; }

    /// <summary>Label vectors of the images, N·F numbers; empty for objectives that need none.</summary>
    public float[] ImageLabels { get; init; } = [];

    /// <summary>Token numbers of the distinct texts, U·L, padded; empty for objectives that need no texts.</summary>
    public long[] TokenIds { get; init; } = [];

    /// <summary>1 for a token, 0 for padding, U·L.</summary>
    public long[] AttentionMask { get; init; } = [];

    /// <summary>U, the number of distinct texts; 0 for objectives that need no texts.</summary>
    public int Texts { get; init; }

    /// <summary>Varied copies of the distinct texts, in their order; the loss is then the mean of both. Null for none.</summary>
    public TokenRows? AugmentedTexts { get; init; }

    /// <summary>For each of the M text rows its place among the distinct texts; null when every text is drawn once, in order.</summary>
    public long[]? TextRows { get; init; }

    /// <summary>Label vectors of the text rows, M·F numbers; empty for objectives that need none.</summary>
    public float[] TextLabels { get; init; } = [];

    /// <summary>N.</summary>
    public int ImageCount => (int)PixelShape[0];

    /// <summary>M.</summary>
    public int TextCount => TextRows?.Length ?? Texts;

    /// <inheritdoc/>
    public void Dispose() => owner?.Dispose();

    /// <summary>The texts, and their varied copies where there are any.</summary>
    internal IEnumerable<TokenRows> TextSets()
    {
        if (Texts > 0)
        {
            yield return new TokenRows(TokenIds, AttentionMask, Texts);
        }

        if (AugmentedTexts is not null)
        {
            yield return AugmentedTexts;
        }
    }
}
