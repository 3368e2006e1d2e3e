namespace MedClip.Evaluation;

/// <summary>Embeddings laid out in a plane, as in the paper's Figure 4 (https://arxiv.org/abs/2210.10163).</summary>
/// <param name="Title">Which model, and how it was laid out.</param>
/// <param name="Points">The points.</param>
/// <param name="Silhouette">How well the classes stand apart in the full space (cosine), −1…1; NaN with one class.</param>
public sealed record EmbeddingPlot(string Title, IReadOnlyList<EmbeddingPlotPoint> Points, double Silhouette);

/// <summary>A point of an <see cref="EmbeddingPlot"/>.</summary>
/// <param name="X">Along.</param>
/// <param name="Y">Up.</param>
/// <param name="Class">What colours it.</param>
/// <param name="Name">The film's or text's name, shown on hovering.</param>
/// <param name="Png">A small picture shown on hovering; null for none.</param>
public sealed record EmbeddingPlotPoint(double X, double Y, string Class, string Name, byte[]? Png);
