namespace MedClip.Models;

/// <summary>What travels with the weights (<c>manifest.json</c>): everything needed to use them as they were trained.</summary>
public sealed record CheckpointManifest
{
    /// <summary>The version of the format that this library writes.</summary>
    public const int CurrentFormatVersion = 4;

    /// <summary>The version of the format.</summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>Architecture, pooling, projection and temperature.</summary>
    public required MedClipConfig Model { get; init; }

    /// <summary>How films become pixels.</summary>
    public required PreprocessingFacts Preprocessing { get; init; }

    /// <summary>The tokenizer, and the hash of the <c>vocab.txt</c> beside; set when the checkpoint is saved.</summary>
    public TokenizerFacts? Tokenizer { get; init; }

    /// <summary>The most tokens of a text in training.</summary>
    public int MaximumTextLength { get; init; } = 77;

    /// <summary>The findings that labels in training spoke of, by name; what was not among them was not learned.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>The behaviour that the loss followed.</summary>
    public Behaviour Behaviour { get; init; }

    /// <summary>How the weights came to be.</summary>
    public TrainingProvenance Training { get; init; } = new();

    /// <summary>Maps from scores to probabilities; null until some were fitted (<c>medclip calibrate</c>).</summary>
    public CheckpointCalibration? Calibration { get; init; }

    /// <summary>Tells chest films from other pictures; null until one was fitted (by training, or <c>medclip gate</c>).</summary>
    public FilmGate? Gate { get; init; }

    /// <summary>The published file that the weights were converted from; null for weights that were trained here.</summary>
    public WeightSource? Source { get; init; }

    /// <summary>The licence of the weights, as an SPDX expression or a sentence; "unknown" when nobody said.</summary>
    public string License { get; init; } = "unknown";

    /// <summary>The other files of the folder, by name; set when the checkpoint is saved.</summary>
    public IReadOnlyDictionary<string, CheckpointFileFacts> Files { get; init; } = new Dictionary<string, CheckpointFileFacts>();
}

/// <summary>The published file that weights were converted from.</summary>
/// <param name="File">Its name, without folders.</param>
/// <param name="Sha256">Its SHA-256, lower-case hexadecimal; of several shards, that of their hashes, one a line.</param>
/// <param name="Layout">The layout of its keys, e.g. <c>medclip</c>; null when not known.</param>
public sealed record WeightSource(string File, string Sha256, string? Layout);

/// <summary>Size and hash of a file.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, lower-case hexadecimal; checked by <see cref="Checkpoint.Verify"/>.</param>
/// <param name="Checksum">The 128-bit XXH3 of the XXH3 of its blocks of 4 MiB, lower-case hexadecimal: tells damage ten times as fast, and is checked at each load. Null in files of format 1 and 2, whose SHA-256 is checked then.</param>
public sealed record CheckpointFileFacts(long Bytes, string Sha256, string? Checksum = null);
