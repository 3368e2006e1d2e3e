namespace MedClip.Data;

/// <summary>What decoupling gains (paper §3.1 and Table 3) and what pairing would lose (paper Fig. 2).</summary>
/// <param name="Images">Films, paired or not: n + m.</param>
/// <param name="Sentences">Sentences, paired or not: n + h.</param>
/// <param name="Pairs">Films with a sentence of their own study: n.</param>
/// <param name="FalseNegatives">
/// The share of all film–sentence combinations that InfoNCE would take for negatives although film and sentence have a finding in common, or neither has
/// one; 0…1.
/// </param>
public sealed record DecouplingStatistics(long Images, long Sentences, long Pairs, double FalseNegatives)
{
    /// <summary>(n + m)(n + h) combinations.</summary>
    public double Combinations => (double)Images * Sentences;

    /// <summary>(n + m)(n + h) / n times the supervision of pairs; infinite without pairs.</summary>
    public double Gain => Pairs == 0 ? double.PositiveInfinity : Combinations / Pairs;

    /// <summary>Counts, by the masks of findings: as many steps as there are different combinations, not as there are pairs.</summary>
    /// <param name="images">The labels of each film.</param>
    /// <param name="sentences">The labels of each sentence, of the same set.</param>
    /// <param name="pairs">Films with a sentence of their own study.</param>
    public static DecouplingStatistics Compute(IEnumerable<FindingLabels> images, IEnumerable<FindingLabels> sentences, long pairs)
    {
        Dictionary<ulong, long> films = Histogram(images);
        Dictionary<ulong, long> texts = Histogram(sentences);
        double matching = 0;
        foreach ((ulong film, long filmCount) in films)
        {
            foreach ((ulong text, long textCount) in texts)
            {
                matching += new LabelMask(film).Matches(new LabelMask(text)) ? (double)filmCount * textCount : 0;
            }
        }

        (long n, long m) = (films.Values.Sum(), texts.Values.Sum());
        double all = (double)n * m;
        return new DecouplingStatistics(n, m, pairs, all - pairs <= 0 ? 0 : Math.Max(0, matching - pairs) / (all - pairs));
    }

    private static Dictionary<ulong, long> Histogram(IEnumerable<FindingLabels> labels)
    {
        var counts = new Dictionary<ulong, long>();
        foreach (FindingLabels label in labels)
        {
            ulong mask = LabelMask.Of(label).Bits;
            counts[mask] = counts.GetValueOrDefault(mask) + 1;
        }

        return counts;
    }
}
