namespace MedClip.Evaluation;

/// <summary>Gives each group, the least evenly mixed first, to the fold where the shares of the classes stay most alike over folds.</summary>
internal sealed class StratifiedGroups
{
    private readonly int[] groupOfItem;
    private readonly int folds;
    private readonly double[][] ofGroup, ofFold;
    private readonly double[] total;

    public StratifiedGroups(IReadOnlyList<int> classes, int[] groupOfItem, int groups, int folds)
    {
        int[] names = [.. classes.Distinct().Order()];
        (this.groupOfItem, this.folds) = (groupOfItem, folds);
        ofGroup = [.. Enumerable.Range(0, groups).Select(_ => new double[names.Length])];
        ofFold = [.. Enumerable.Range(0, folds).Select(_ => new double[names.Length])];
        total = new double[names.Length];
        for (int i = 0; i < groupOfItem.Length; i++)
        {
            int code = Array.BinarySearch(names, classes[i]);
            ofGroup[groupOfItem[i]][code]++;
            total[code]++;
        }

        if (total.Max() < folds)
        {
            throw new ArgumentException($"Every class has fewer than {folds} members; take fewer folds.", nameof(classes));
        }
    }

    public int[] Assign()
    {
        var foldOf = new int[ofGroup.Length];
        foreach (int group in Enumerable.Range(0, ofGroup.Length).OrderByDescending(g => Deviation(ofGroup[g])))
        {
            int fold = BestFold(ofGroup[group]);
            foldOf[group] = fold;
            Add(ofFold[fold], ofGroup[group], 1);
        }

        return [.. groupOfItem.Select(g => foldOf[g])];
    }

    private int BestFold(double[] group)
    {
        (int Fold, double Unevenness, double Size) best = (0, double.PositiveInfinity, double.PositiveInfinity);
        for (int fold = 0; fold < folds; fold++)
        {
            double size = ofFold[fold].Sum();
            Add(ofFold[fold], group, 1);
            double unevenness = Enumerable.Range(0, total.Length).Average(c => Deviation([.. ofFold.Select(f => f[c] / total[c])]));
            Add(ofFold[fold], group, -1);
            bool alike = Math.Abs(unevenness - best.Unevenness) <= 1e-8 + (1e-5 * best.Unevenness);
            if (unevenness < best.Unevenness || (alike && size < best.Size))
            {
                best = (fold, unevenness, size);
            }
        }

        return best.Fold;
    }

    private static void Add(double[] counts, double[] others, int sign)
    {
        for (int c = 0; c < counts.Length; c++)
        {
            counts[c] += sign * others[c];
        }
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
