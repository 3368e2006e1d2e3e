namespace MedClip.Evaluation;

/// <summary>Settings of <see cref="Tsne"/>; the defaults are scikit-learn's.</summary>
public sealed record TsneOptions
{
    /// <summary>How many neighbours each point looks at, roughly; above 1 and below a third of the points.</summary>
    public double Perplexity { get; init; } = 30;

    /// <summary>Steps of gradient descent, ≥ 250.</summary>
    public int Iterations { get; init; } = 1000;

    /// <summary>How strongly neighbours attract each other in the first 250 steps.</summary>
    public double EarlyExaggeration { get; init; } = 12;

    /// <summary>The step; null: max(N / exaggeration / 4, 50) (Belkina et al. 2019, https://doi.org/10.1038/s41467-019-13055-y).</summary>
    public double? LearningRate { get; init; }
}
