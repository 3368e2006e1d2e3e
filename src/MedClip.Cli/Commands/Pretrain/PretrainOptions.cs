using MedClip.Data;
using MedClip.Training;

namespace MedClip.Cli;

/// <summary>Options of <c>medclip pretrain</c>; null where the configuration or the data decide.</summary>
internal sealed record PretrainOptions
{
    /// <summary>Tables of labelled images; one or more.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>Tables of reports, to be cut into sentences and labelled.</summary>
    public IReadOnlyList<string> Reports { get; init; } = [];

    /// <summary>Tables of sentences that are labelled already.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>The run folder.</summary>
    public required string Output { get; init; }

    /// <summary>The folder that paths in the tables of images start from; null: each table's own.</summary>
    public string? ImageRoot { get; init; }

    /// <summary>A preset's name or a configuration file.</summary>
    public string? Config { get; init; }

    /// <summary>Single settings, in the order given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    public int? Epochs { get; init; }

    public int? Batch { get; init; }

    public ulong? Seed { get; init; }

    /// <summary>The column of the tables that says train or validate.</summary>
    public string? SplitColumn { get; init; }

    /// <summary>The share of patients that validate.</summary>
    public double? ValidationFraction { get; init; }

    public PrecisionChoice? Precision { get; init; }

    /// <summary>Where the towers compute; null: as the configuration says.</summary>
    public string? Device { get; init; }

    public Behaviour? Behaviour { get; init; }

    /// <summary>The column of the image tables that names a film's report or holds its text; asks for training on pairs.</summary>
    public string? PairColumn { get; init; }

    /// <summary>How sentences are drawn.</summary>
    public SentenceSampling? Sampling { get; init; }

    /// <summary>How films are drawn.</summary>
    public ImageSampling? FilmSampling { get; init; }

    /// <summary>The share of sentences that are hard for a film of their batch.</summary>
    public double? HardShare { get; init; }

    /// <summary>A folder that <c>medclip cache</c> filled.</summary>
    public string? Cache { get; init; }

    /// <summary>What is trained for; null for the configuration's.</summary>
    public ObjectiveKind? Objective { get; init; }

    /// <summary>The image tower's name.</summary>
    public string? Vision { get; init; }

    /// <summary>The text tower's name.</summary>
    public string? Text { get; init; }

    /// <summary>Rows encoded at once while the loss sees the whole batch.</summary>
    public int? GradCache { get; init; }

    /// <summary>Batches whose mean gradient makes a step.</summary>
    public int? Accumulate { get; init; }

    /// <summary>A checkpoint or published file to start from; null for random weights.</summary>
    public string? Init { get; init; }

    /// <summary>Take architecture and preprocessing from <see cref="Init"/>, which then is a checkpoint.</summary>
    public bool LikeInit { get; init; }

    public string? InitVision { get; init; }

    public string? InitText { get; init; }

    public UnreadablePictures Unreadable { get; init; }

    public DuplicateRows Duplicates { get; init; }

    /// <summary>Go on from the run folder's last checkpoint.</summary>
    public bool Resume { get; init; }

    /// <summary>Print the resolved configuration and estimates, and train nothing.</summary>
    public bool DryRun { get; init; }
}

/// <summary>The precision of a run as the user may ask for it.</summary>
internal enum PrecisionChoice
{
    Auto,
    Float32,
    BFloat16,
}
