using MedClip.Data;

namespace MedClip;

/// <summary>A film's embedding, where its part along a direction comes from, and the film as the model sees it.</summary>
/// <param name="Embedding">P numbers.</param>
/// <param name="Map">Side × Side numbers, not negative, row by row.</param>
/// <param name="View">The film, a square of 8 bits.</param>
internal sealed record LocatedFilm(float[] Embedding, float[] Map, PixelImage View);
