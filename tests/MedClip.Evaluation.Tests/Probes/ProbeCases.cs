namespace MedClip.Evaluation.Tests;

/// <summary>Embeddings in which two findings lie along two axes; two films for each patient.</summary>
internal static class ProbeCases
{
    public static FindingSet Findings { get; } = new([Finding.Edema, Finding.Fracture]);

    public static (Points Points, FindingLabels[] Labels, int[] Patients) Draw(int count, ulong seed, bool shuffled = false)
    {
        SplitMix64 random = new SeedSequence(seed).For("probe cases").ToRandom();
        var values = new double[count * 8];
        var labels = new FindingLabels[count];
        for (int i = 0; i < count; i++)
        {
            bool edema = random.NextDouble() < 0.3, fracture = random.NextDouble() < 0.2;
            for (int d = 0; d < 8; d++)
            {
                values[(i * 8) + d] = random.NextGaussian() + (d == 0 && edema ? 2 : 0) + (d == 1 && fracture ? 2 : 0);
            }

            labels[i] = new FindingLabels(Findings, [edema ? LabelValue.Positive : LabelValue.Negative, fracture ? LabelValue.Positive : LabelValue.NotMentioned]);
        }

        if (shuffled)
        {
            random.Shuffle<FindingLabels>(labels);
        }

        return (new Points(values, 8), labels, [.. Enumerable.Range(0, count).Select(i => i / 2)]);
    }
}
