namespace MedClip.Evaluation;

/// <summary>The result of <see cref="Tsne"/>.</summary>
/// <param name="Plane">N points of two dimensions.</param>
/// <param name="Divergence">The Kullback–Leibler divergence in nats that was minimized; lower is a truer picture.</param>
public sealed record TsneResult(Points Plane, double Divergence);
