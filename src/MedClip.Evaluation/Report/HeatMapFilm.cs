namespace MedClip.Evaluation;

/// <summary>A film with a heat map over it, for a report.</summary>
/// <param name="Finding">The finding whose score is explained.</param>
/// <param name="Name">The film.</param>
/// <param name="Score">The finding's score.</param>
/// <param name="Present">Whether the labels say that it is there.</param>
/// <param name="Values">The map: numbers from 0 to 1, row by row.</param>
/// <param name="Description">What the picture shows, in a sentence.</param>
/// <param name="Png">The picture.</param>
public sealed record HeatMapFilm(Finding Finding, string Name, double Score, bool Present, IReadOnlyList<float> Values, string Description, ReadOnlyMemory<byte> Png);
