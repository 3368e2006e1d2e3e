namespace MedClip.Training;

/// <summary>
/// Pairs for objectives that need them, made of films and sentences that were never paired: each epoch a film is met with one of the
/// sentences whose label vectors are most like its own, by the cosine of equation (3).
/// </summary>
internal sealed class PseudoPairs
{
    private readonly SeedSequence seed;
    private readonly int[] patternOfImage;
    private readonly List<int[]> sentencesOfPattern = [];

    /// <param name="imageLabels">N·F numbers.</param>
    /// <param name="textLabels">M·F numbers; at least one row.</param>
    /// <param name="width">F.</param>
    /// <param name="seed">The run's seed.</param>
    public PseudoPairs(float[] imageLabels, float[] textLabels, int width, SeedSequence seed)
    {
        this.seed = seed.For("pseudo-pairs");
        var patterns = new Dictionary<string, int>(StringComparer.Ordinal);
        patternOfImage = new int[imageLabels.Length / width];
        for (int row = 0; row < patternOfImage.Length; row++)
        {
            ReadOnlySpan<float> labels = imageLabels.AsSpan(row * width, width);
            string key = string.Join(';', labels.ToArray());
            if (!patterns.TryGetValue(key, out int pattern))
            {
                patterns.Add(key, pattern = sentencesOfPattern.Count);
                sentencesOfPattern.Add(MostAlike(labels, textLabels, width));
            }

            patternOfImage[row] = pattern;
        }
    }

    /// <summary>The sentence that a film is met with in an epoch.</summary>
    public int SentenceOf(int row, int epoch)
    {
        int[] candidates = sentencesOfPattern[patternOfImage[row]];
        return candidates[seed.At(epoch).At(row).ToRandom().Next(candidates.Length)];
    }

    // All sentences that share the highest cosine; a film without a finding resembles those without one.
    private static int[] MostAlike(ReadOnlySpan<float> image, float[] texts, int width)
    {
        const double Tie = 1e-6;
        double length = Norm(image);
        var best = new List<int>();
        double highest = double.NegativeInfinity;
        for (int row = 0; row < texts.Length / width; row++)
        {
            ReadOnlySpan<float> text = texts.AsSpan(row * width, width);
            double textLength = Norm(text);
            double similarity = length == 0 || textLength == 0 ? (length == textLength ? 1 : 0) : Dot(image, text) / (length * textLength);
            if (similarity > highest + Tie)
            {
                best.Clear();
                highest = similarity;
            }

            if (similarity > highest - Tie)
            {
                best.Add(row);
            }
        }

        return [.. best];
    }

    private static double Norm(ReadOnlySpan<float> vector) => Math.Sqrt(Dot(vector, vector));

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }
}
