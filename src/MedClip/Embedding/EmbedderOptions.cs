namespace MedClip;

/// <summary>How films and texts are embedded.</summary>
public sealed record EmbedderOptions
{
    /// <summary>Films or texts encoded at once, 1…1024. More is faster up to a point and takes more memory.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Films decoded at the same time, 1…256; null: as many as there are cores.</summary>
    public int? DecodingThreads { get; init; }

    internal void Validate()
    {
        if (BatchSize is < 1 or > 1024)
        {
            throw new InvalidInputException($"BatchSize is {BatchSize}; it must lie in 1…1024.");
        }

        if (DecodingThreads is < 1 or > 256)
        {
            throw new InvalidInputException($"DecodingThreads is {DecodingThreads}; it must lie in 1…256.");
        }
    }
}
