using MedClip.Models;

namespace MedClip.Training.Tests;

/// <summary>64 images of 16 × 16 and 64 texts of 10 tokens, with 5 labels each.</summary>
internal sealed record TinyData(float[] Pixels, float[] ImageLabels, long[] Ids, long[] Mask, float[] TextLabels)
{
    private const int Side = 16;
    private const int Tokens = 10;
    private const int Findings = 5;

    public static TinyData Load()
    {
        using SafetensorsFile file = SafetensorsFile.Open(SharedFolder.RequireFixture("training/tiny_data.safetensors"));
        return new TinyData(
            file.Read<float>("pixel_values"), [.. file.Read<double>("image_labels").Select(value => (float)value)],
            file.Read<long>("input_ids"), file.Read<long>("attention_mask"), [.. file.Read<double>("text_labels").Select(value => (float)value)]);
    }

    public static TinyData Random(ulong seed, int count = 64)
    {
        SplitMix64 random = new(seed);
        return new TinyData(
            [.. Enumerable.Range(0, count * Side * Side).Select(_ => (float)random.NextGaussian())], Labels(), [.. Enumerable.Range(0, count * Tokens).Select(_ => (long)random.Next(50))],
            [.. Enumerable.Range(0, count * Tokens).Select(i => i % Tokens < 4 ? 1L : random.Next(2))], Labels());

        float[] Labels() => [.. Enumerable.Range(0, count * Findings).Select(_ => random.NextDouble() < 0.3 ? 1f : 0f)];
    }

    public TrainingBatch Batch(int[] images, int[] texts) => new()
    {
        Pixels = Rows(Pixels, images, Side * Side),
        PixelShape = [images.Length, 1, Side, Side],
        ImageLabels = Rows(ImageLabels, images, Findings),
        TokenIds = Rows(Ids, texts, Tokens),
        AttentionMask = Rows(Mask, texts, Tokens),
        Texts = texts.Length,
        TextLabels = Rows(TextLabels, texts, Findings),
    };

    private static T[] Rows<T>(T[] matrix, int[] rows, int width) => [.. rows.SelectMany(row => matrix[(row * width)..((row + 1) * width)])];
}
