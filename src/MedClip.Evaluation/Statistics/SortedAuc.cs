namespace MedClip.Evaluation;

/// <summary>The AUC under many weightings of the same scores: sorted once, then one pass for each weighting.</summary>
internal sealed class SortedAuc
{
    private readonly int[] order;
    private readonly bool[] positive;
    private readonly bool[] tiedWithNext;
    private readonly int[] group;

    public SortedAuc(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        ScoreChecks.Same(labels, scores, []);
        double[] sorted = scores.ToArray();
        order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        positive = new bool[order.Length];
        tiedWithNext = new bool[order.Length];
        group = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            positive[i] = labels[order[i]];
            tiedWithNext[i] = i + 1 < order.Length && sorted[i] == sorted[i + 1];
            group[i] = i == 0 ? 0 : tiedWithNext[i - 1] ? group[i - 1] : group[i - 1] + 1;
        }
    }

    /// <summary>The weighted AUC; NaN when only one class has weight.</summary>
    public double Of(double[] weights)
    {
        double area = 0, below = 0, positives = 0, tiedPositive = 0, tiedNegative = 0;
        for (int i = 0; i < order.Length; i++)
        {
            double weight = weights[order[i]];
            if (positive[i])
            {
                tiedPositive += weight;
            }
            else
            {
                tiedNegative += weight;
            }

            if (!tiedWithNext[i])
            {
                area += tiedPositive * (below + (tiedNegative / 2));
                below += tiedNegative;
                positives += tiedPositive;
                (tiedPositive, tiedNegative) = (0, 0);
            }
        }

        double pairs = positives * below;
        return pairs > 0 ? area / pairs : double.NaN;
    }

    /// <summary>
    /// The AUC without each unit in turn, in one pass: what a unit's cases win or lose against all others, plus what they win among themselves, which that counts twice.
    /// </summary>
    /// <param name="units">The unit of each case.</param>
    /// <param name="count">The number of units.</param>
    public double[] LeaveOneOut(int[] units, int count)
    {
        var won = new double[count];
        var members = new List<int>[count];
        double area = 0, below = 0, positives = 0;
        for (int first = 0; first < order.Length;)
        {
            int end = first + 1;
            while (tiedWithNext[end - 1])
            {
                end++;
            }

            int tied = 0;
            for (int i = first; i < end; i++)
            {
                tied += positive[i] ? 0 : 1;
            }

            for (int i = first; i < end; i++)
            {
                (members[units[order[i]]] ??= []).Add(i);
                if (positive[i])
                {
                    won[units[order[i]]] += below + (tied / 2.0);
                    area += below + (tied / 2.0);
                }
            }

            (below, positives, first) = (below + tied, positives + (end - first - tied), end);
        }

        AddPairsOfNegatives(units, won, positives);
        return [.. Enumerable.Range(0, count).Select(unit =>
        {
            List<int> own = members[unit] ?? [];
            int ownPositives = own.Count(i => positive[i]);
            double pairs = (positives - ownPositives) * (below - (own.Count - ownPositives));
            return pairs > 0 ? (area - won[unit] + Among(own)) / pairs : double.NaN;
        })];
    }

    // Adds to each unit what positives win against its negatives.
    private void AddPairsOfNegatives(int[] units, double[] won, double positives)
    {
        double upTo = 0;
        for (int first = 0; first < order.Length;)
        {
            int end = first, tied = 0;
            do
            {
                tied += positive[end] ? 1 : 0;
            }
            while (tiedWithNext[end++]);
            for (int i = first; i < end; i++)
            {
                won[units[order[i]]] += positive[i] ? 0 : positives - upTo - (tied / 2.0);
            }

            (upTo, first) = (upTo + tied, end);
        }
    }

    // Wins among the cases of one unit, given by their places in order.
    private double Among(List<int> places)
    {
        double area = 0, below = 0, tiedPositive = 0, tiedNegative = 0;
        for (int i = 0; i < places.Count; i++)
        {
            (tiedPositive, tiedNegative) = positive[places[i]] ? (tiedPositive + 1, tiedNegative) : (tiedPositive, tiedNegative + 1);
            if (i + 1 == places.Count || !Tied(places[i], places[i + 1]))
            {
                area += tiedPositive * (below + (tiedNegative / 2));
                below += tiedNegative;
                (tiedPositive, tiedNegative) = (0, 0);
            }
        }

        return area;
    }

    private bool Tied(int place, int later) => group[place] == group[later];
}
