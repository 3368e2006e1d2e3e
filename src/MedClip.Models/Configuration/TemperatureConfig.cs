namespace MedClip.Models;

/// <summary>The learnable temperature τ of equations (6) and (7), kept as its log-scale a = −ln τ and clamped (https://arxiv.org/abs/2210.10163).</summary>
public sealed record TemperatureConfig
{
    /// <summary>The log-scale at the start: ln(1/0.07), the paper's τ = 0.07.</summary>
    public float Initial { get; init; } = 2.6592600345611572f;

    /// <summary>The least log-scale: τ = 1.</summary>
    public double Minimum { get; init; }

    /// <summary>The greatest log-scale: τ ≈ 0.01.</summary>
    public double Maximum { get; init; } = 4.6052;
}
