using MedClip.Models;

namespace MedClip;

/// <summary>How films and texts are embedded.</summary>
public sealed record EmbedderOptions
{
    /// <summary>Films or texts encoded at once, 1…1024. More is faster up to a point and takes more memory.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Films decoded at the same time, 1…256; null: as many as there are cores.</summary>
    public int? DecodingThreads { get; init; }

    /// <summary>Where the model computes: <c>cpu</c>, <c>cuda</c> (the first device) or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>In what precision the model computes; embeddings are float32 in any case. Float16 needs a CUDA device.</summary>
    public NumericPrecision Precision { get; init; } = NumericPrecision.Float32;

    /// <summary>
    /// How texts are put into batches. Exact: in the order given, as the released code does; with weights that were trained with its pooling an
    /// embedding then depends on its batch. Fast: by length, padding left out.
    /// </summary>
    public TextBatching TextBatching { get; init; } = TextBatching.Exact;

    internal void Validate()
    {
        if (!ComputeDevice.IsWellFormed(Device))
        {
            throw new InvalidInputException($"Device is '{Device}'; it can be cpu, cuda or cuda:N.");
        }

        if (!Enum.IsDefined(Precision) || !Enum.IsDefined(TextBatching))
        {
            throw new InvalidInputException($"Precision is {Precision} and TextBatching {TextBatching}; use their named values.");
        }

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
