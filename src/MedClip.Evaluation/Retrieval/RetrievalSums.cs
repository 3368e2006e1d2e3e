namespace MedClip.Evaluation;

/// <summary>Adds queries up one by one, so that no ranking has to be kept; averages as <see cref="RetrievalMetrics"/> does.</summary>
internal sealed class RetrievalSums(int[] cuts)
{
    private readonly double[] precision = new double[cuts.Length], recall = new double[cuts.Length], hit = new double[cuts.Length];
    private double chance, averagePrecision, reciprocalRank;
    private int queries, withRelevant;

    public void Add(RankedQuery query)
    {
        queries++;
        withRelevant += query.RelevantCount > 0 ? 1 : 0;
        for (int i = 0; i < cuts.Length; i++)
        {
            precision[i] += query.PrecisionAt(cuts[i]);
            recall[i] += query.RelevantCount > 0 ? query.RecallAt(cuts[i]) : 0;
            hit[i] += query.HitAt(cuts[i]) ? 1 : 0;
        }

        chance += (double)query.RelevantCount / query.Order.Count;
        averagePrecision += query.RelevantCount > 0 ? query.AveragePrecision : 0;
        reciprocalRank += query.ReciprocalRank;
    }

    public RetrievalResult ToResult(int items, RelevanceRule rule)
    {
        if (queries == 0)
        {
            throw new ArgumentException("No film has a present finding, so none has anything to look for.");
        }

        double answered = withRelevant > 0 ? withRelevant : double.NaN;
        return new RetrievalResult(
            queries, items, rule,
            [.. cuts.Select((k, i) => new RetrievalAtK(k, precision[i] / queries, recall[i] / answered, hit[i] / queries))],
            chance / queries, averagePrecision / answered, reciprocalRank / queries);
    }
}
