namespace MedClip.Models;

/// <summary>What travels with the weights (<c>manifest.json</c>): everything needed to use them as they were trained.</summary>
public sealed record CheckpointManifest
{
    /// <summary>The version of the format that this library writes.</summary>
    public const int CurrentFormatVersion = 1;

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

    /// <summary>The licence of the weights, as an SPDX expression or a sentence; "unknown" when nobody said.</summary>
    public string License { get; init; } = "unknown";

    /// <summary>The other files of the folder, by name; set when the checkpoint is saved.</summary>
    public IReadOnlyDictionary<string, CheckpointFileFacts> Files { get; init; } = new Dictionary<string, CheckpointFileFacts>();
}

/// <summary>Size and hash of a file.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, lower-case hexadecimal.</param>
public sealed record CheckpointFileFacts(long Bytes, string Sha256);
