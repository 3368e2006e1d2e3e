using MedClip.Data;

namespace MedClip.Evaluation;

/// <summary>Small pictures of films for a report.</summary>
/// <param name="side">The side of the square picture in pixels, 8…512; the film fills it, black beside it.</param>
public sealed class ExamplePicture(int side = 176)
{
    private readonly ImagePreprocessor preprocessor = new(new PreprocessingSpec
    {
        Size = side is >= 8 and <= 512 ? side : throw new ArgumentOutOfRangeException(nameof(side), side, "It must lie in 8…512."),
    });

    private readonly ImageReader reader = new();

    /// <summary>Reads a film and makes its small picture.</summary>
    /// <param name="path">A picture file.</param>
    /// <returns>A PNG file.</returns>
    /// <exception cref="InvalidInputException">The file is missing or no whole picture.</exception>
    public byte[] Png(string path) => Png(reader.Read(path, preprocessor.LeastDecodedSide));

    /// <summary>Makes the small picture of a film.</summary>
    /// <param name="film">The film, 8 or 16 bits.</param>
    /// <returns>A PNG file.</returns>
    public byte[] Png(PixelImage film) => PngWriter.Encode(preprocessor.ToModelInput(film), compression: 9);
}
