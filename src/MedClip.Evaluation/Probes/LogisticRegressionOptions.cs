namespace MedClip.Evaluation;

/// <summary>Settings of <see cref="LogisticRegression"/>.</summary>
public sealed record LogisticRegressionOptions
{
    /// <summary>C &gt; 0: how much the losses weigh against ½‖W‖²; small = strongly regularized.</summary>
    public double C { get; init; } = 1;

    /// <summary>Whether a class weighs n / (K · its count), so that rare classes count as much as common ones.</summary>
    public bool Balanced { get; init; }

    /// <summary>Newton steps at most.</summary>
    public int MaxSteps { get; init; } = 100;
}
