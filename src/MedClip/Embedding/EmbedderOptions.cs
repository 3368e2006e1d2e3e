using MedClip.Data;
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
    /// Whether pictures that the checkpoint's gate says are no upright chest films are refused (<see cref="InferenceError.NotAChestFilm"/>). Null: by classifiers, whose scores mean nothing
    /// for them, and not by <see cref="Embedder"/> itself. Checkpoints from before the gate refuse nothing.
    /// </summary>
    public bool? FilmGate { get; init; }

    /// <summary>
    /// How texts are put into batches. Exact: in the order given, as the released code does; with weights that were trained with its pooling an
    /// embedding then depends on its batch. Fast: by length, padding left out.
    /// </summary>
    public TextBatching TextBatching { get; init; } = TextBatching.Exact;

    /// <summary>What a picture may claim before memory is set aside for it; null for the defaults. A service that strangers send films to sets it low.</summary>
    public PictureLimits? Pictures { get; init; }

    /// <summary>Everything that is wrong.</summary>
    internal IEnumerable<string> Problems()
    {
        if (!ComputeDevice.IsWellFormed(Device))
        {
            yield return $"Device is '{Device}'; it can be cpu, cuda or cuda:N.";
        }

        if (!Enum.IsDefined(Precision))
        {
            yield return $"Precision is {Precision}; it can be {string.Join(", ", Enum.GetNames<NumericPrecision>())}.";
        }

        if (!Enum.IsDefined(TextBatching))
        {
            yield return $"TextBatching is {TextBatching}; it can be {string.Join(", ", Enum.GetNames<TextBatching>())}.";
        }

        if (BatchSize is < 1 or > 1024)
        {
            yield return $"BatchSize is {BatchSize}; it must lie in 1…1024.";
        }

        if (DecodingThreads is < 1 or > 256)
        {
            yield return $"DecodingThreads is {DecodingThreads}; it must lie in 1…256.";
        }

        if (Pictures is { MaxPixels: < 1 } or { MaxFileBytes: < 1 } or { MaxAspectRatio: not >= 1 })
        {
            yield return $"Pictures is {Pictures}; its limits must be at least 1.";
        }
    }

    internal void Validate()
    {
        string[] problems = [.. Problems()];
        if (problems.Length > 0)
        {
            throw new InvalidInputException(string.Join(" ", problems));
        }
    }
}
