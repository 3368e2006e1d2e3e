namespace MedClip.Evaluation;

/// <summary>Settings of <see cref="SgdHead"/>.</summary>
public sealed record SgdHeadOptions
{
    /// <summary>Whether a film has exactly one of the findings (softmax cross entropy); else each finding by itself (binary cross entropy).</summary>
    public bool MultiClass { get; init; }

    /// <summary>Passes over the films, ≥ 1.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>Films a step, ≥ 1; the released code's earlier classifier has 64.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>The first step size, above 0; it falls to 0 along half a cosine.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Share of the past direction that is kept, in [0, 1).</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Pulls weights, not offsets, towards zero; ≥ 0.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Orders the films.</summary>
    public ulong Seed { get; init; }

    /// <summary>Which labels count.</summary>
    public GroundTruthPolicy Labels { get; init; } = new();
}
