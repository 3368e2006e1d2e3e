namespace MedClip.Data;

/// <summary>A synthetic chest film.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Patient">Whose it is, e.g. "P00012"; two films show one patient.</param>
/// <param name="Image">The film, 8 bits.</param>
/// <param name="Labels">What was drawn: 1 or 0 for each finding that phantoms know, the others not mentioned.</param>
public sealed record PhantomFilm(int Index, string Patient, PixelImage Image, FindingLabels Labels);
