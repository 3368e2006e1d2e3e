using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Options of <c>medclip probe</c>.</summary>
internal sealed record ProbeOptions
{
    /// <summary>A run folder or a checkpoint folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The labelled films.</summary>
    public required ImageInput Images { get; init; }

    /// <summary>A table of test films of other patients; null: a part of <see cref="Images"/>.</summary>
    public string? Test { get; init; }

    /// <summary>The folder that receives the probe and its report.</summary>
    public required string Output { get; init; }

    /// <summary>Names of the findings; null: all that the tables label.</summary>
    public IReadOnlyList<string>? Findings { get; init; }

    /// <summary>How the head is learned.</summary>
    public ProbeHeadKind Head { get; init; }

    /// <summary>A film has exactly one of the findings.</summary>
    public bool MultiClass { get; init; }

    /// <summary>The one C of logistic regressions; null: chosen over folds.</summary>
    public double? Strength { get; init; }

    /// <summary>Of the SGD head.</summary>
    public SgdHeadOptions Descent { get; init; } = new();

    /// <summary>The share of the patients that test, where neither <see cref="Test"/> nor a split column says it.</summary>
    public double TestFraction { get; init; } = 0.2;

    /// <summary>Where embeddings are kept; null: in the output folder.</summary>
    public string? Features { get; init; }

    public ulong Seed { get; init; }

    /// <summary>Where and how the model computes.</summary>
    public EmbedderOptions Compute { get; init; } = new();
}

/// <summary>How a probe's head is learned.</summary>
internal enum ProbeHeadKind
{
    /// <summary>L2-regularized logistic regression.</summary>
    Logistic,

    /// <summary>Stochastic gradient descent.</summary>
    Sgd,
}
