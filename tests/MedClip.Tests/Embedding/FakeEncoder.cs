using System.Globalization;
using MedClip.Data;

namespace MedClip.Tests;

/// <summary>
/// A model of two dimensions: a "film" is a file with an angle in degrees, its embedding the unit vector at that angle; a text is an angle
/// too. What is right can so be told by hand.
/// </summary>
internal sealed class FakeEncoder(FindingSet findings) : IEncoder
{
    private int imageCalls;
    private int textCalls;

    public int Dimensions => 2;

    public int PixelCount => 3;

    public FindingSet Findings => findings;

    public ModelProvenance Provenance { get; } = new("fake", "", "angles", new Dictionary<string, string> { ["MedClip"] = "1" });

    public int ImagesEncoded => imageCalls;

    public int TextsEncoded => textCalls;

    public bool IsDisposed { get; private set; }

    public float LogitScale => 10;

    public MedClip.Models.CheckpointCalibration? Calibration { get; init; }

    public InferenceError? Prepare(Film film, Span<float> pixels, bool gated)
    {
        // Films that are no files are decoded for real; their first pixel is the angle.
        string text = film.Path is { } path ? File.ReadAllText(path) : film.Decode(new ImageReader(), 0).Pixels8[0].ToString(CultureInfo.InvariantCulture);
        if (!float.TryParse(text, CultureInfo.InvariantCulture, out float angle))
        {
            throw InvalidInputException.At(film.Name, null, "not a picture.");
        }

        pixels.Fill(angle);
        return gated && angle < 0 ? InferenceError.NotAFilm(film.Name, angle, 0) : null;
    }

    public void EncodeImages(Memory<float> pixels, int count, Span<float> embeddings)
    {
        Interlocked.Add(ref imageCalls, count);
        pixels.Length.ShouldBe(count * PixelCount);
        for (int i = 0; i < count; i++)
        {
            Unit(pixels.Span[(i * PixelCount) + 2], embeddings.Slice(i * 2, 2));
        }
    }

    public void EncodeTexts(IReadOnlyList<string> texts, Span<float> embeddings)
    {
        Interlocked.Add(ref textCalls, texts.Count);
        for (int i = 0; i < texts.Count; i++)
        {
            Unit(float.Parse(texts[i], CultureInfo.InvariantCulture), embeddings.Slice(i * 2, 2));
        }
    }

    public void Dispose() => IsDisposed = true;

    private static void Unit(float degrees, Span<float> embedding) =>
        (embedding[1], embedding[0]) = MathF.SinCos(degrees * MathF.PI / 180);
}
