namespace MedClip.Evaluation;

/// <summary>Settings of <see cref="LinearProbe"/> and <see cref="MultiClassProbe"/>.</summary>
public sealed record LinearProbeOptions
{
    /// <summary>The strengths C to choose from, each above 0; with one, nothing is chosen.</summary>
    public IReadOnlyList<double> Strengths { get; init; } = [0.001, 0.01, 0.1, 1, 10];

    /// <summary>Folds, by patient, over which a strength is chosen; ≥ 2.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Whether present and absent weigh the same, however rare the finding.</summary>
    public bool Balanced { get; init; }

    /// <summary>Which labels count.</summary>
    public GroundTruthPolicy Labels { get; init; } = new();
}
