namespace MedClip.Evaluation;

/// <summary>How often each class was called each class: rows are the truth, columns the decision. Ratios with denominator 0 are 0.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] counts;

    private ConfusionMatrix(int classes, long[] counts)
    {
        Classes = classes;
        this.counts = counts;
    }

    /// <summary>The number of classes K.</summary>
    public int Classes { get; }

    /// <summary>The number of cases.</summary>
    public long Total => counts.Sum();

    /// <summary>How many cases of one class were called another.</summary>
    /// <param name="truth">The true class, 0…K−1.</param>
    /// <param name="predicted">The called class, 0…K−1.</param>
    public long this[int truth, int predicted] => counts[(truth * Classes) + predicted];

    /// <summary>Counts decisions.</summary>
    /// <param name="truth">N classes, each 0…K−1.</param>
    /// <param name="predicted">N called classes, each 0…K−1.</param>
    /// <param name="classes">K.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is nothing, or a class lies outside.</exception>
    public static ConfusionMatrix Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, int classes)
    {
        if (truth.Length != predicted.Length)
        {
            throw new ArgumentException($"{truth.Length} true and {predicted.Length} called classes: their numbers must agree.", nameof(predicted));
        }

        ScoreChecks.Classes(truth, classes, nameof(truth));
        ScoreChecks.Classes(predicted, classes, nameof(predicted));
        var counts = new long[checked(classes * classes)];
        for (int i = 0; i < truth.Length; i++)
        {
            counts[(truth[i] * classes) + predicted[i]]++;
        }

        return new ConfusionMatrix(classes, counts);
    }

    /// <summary>A matrix from its counts.</summary>
    /// <param name="counts">K×K counts, row by row; rows are the truth.</param>
    /// <exception cref="ArgumentException">The number of counts is no square.</exception>
    public static ConfusionMatrix FromCounts(ReadOnlySpan<long> counts)
    {
        int classes = (int)Math.Round(Math.Sqrt(counts.Length));
        return classes > 0 && classes * classes == counts.Length
            ? new ConfusionMatrix(classes, counts.ToArray())
            : throw new ArgumentException($"{counts.Length} counts do not make a square.", nameof(counts));
    }

    /// <summary>One class against all others.</summary>
    /// <param name="index">The class, 0…K−1.</param>
    public BinaryDecisions OneVersusRest(int index)
    {
        long hit = this[index, index], support = Support(index), called = Called(index);
        return new BinaryDecisions(Total - support - called + hit, called - hit, support - hit, hit);
    }

    /// <summary>How many cases are of a class.</summary>
    /// <param name="index">The class, 0…K−1.</param>
    public long Support(int index) => Enumerable.Range(0, Classes).Sum(j => this[index, j]);

    /// <summary>How many cases were called a class.</summary>
    /// <param name="index">The class, 0…K−1.</param>
    public long Called(int index) => Enumerable.Range(0, Classes).Sum(i => this[i, index]);

    /// <summary>The classes that occur in the truth or in the decisions.</summary>
    public IReadOnlyList<int> ClassesSeen => [.. Enumerable.Range(0, Classes).Where(i => Support(i) + Called(i) > 0)];

    /// <summary>The share of right decisions.</summary>
    public double Accuracy => (double)Enumerable.Range(0, Classes).Sum(i => this[i, i]) / Total;

    /// <summary>The mean recall of the classes that occur in the truth.</summary>
    public double BalancedAccuracy => Enumerable.Range(0, Classes).Where(i => Support(i) > 0).Average(i => OneVersusRest(i).Recall);

    /// <summary>Precision, recall and F1 as plain means over all K classes; a class that never occurs counts 0.</summary>
    public ClassAverages Macro => Average(Enumerable.Range(0, Classes), _ => 1);

    /// <summary>Precision, recall and F1 as plain means over <see cref="ClassesSeen"/>.</summary>
    public ClassAverages MacroOverClassesSeen => Average(ClassesSeen, _ => 1);

    /// <summary>Precision, recall and F1 weighted by how often each class occurs in the truth.</summary>
    public ClassAverages Weighted => Average(Enumerable.Range(0, Classes), Support);

    /// <summary>The K-class Matthews correlation (Gorodkin 2004, https://doi.org/10.1016/j.compbiolchem.2004.09.006), 0 when one side is constant.</summary>
    public double Mcc
    {
        get
        {
            double total = Total, hits = Accuracy * Total, products = 0, truth = 0, called = 0;
            for (int i = 0; i < Classes; i++)
            {
                double t = Support(i), p = Called(i);
                (products, truth, called) = (products + (t * p), truth + (t * t), called + (p * p));
            }

            double spread = Math.Sqrt(((total * total) - called) * ((total * total) - truth));
            return spread == 0 ? 0 : ((hits * total) - products) / spread;
        }
    }

    /// <summary>Cohen's κ (1960, https://doi.org/10.1177/001316446002000104); NaN when chance agreement is complete.</summary>
    public double Kappa => WeightedKappa(distance => distance == 0 ? 0 : 1);

    /// <summary>κ that weighs a disagreement by how far apart the two classes are (grades, severities).</summary>
    public double LinearKappa => WeightedKappa(distance => distance);

    /// <summary>κ that weighs a disagreement by the square of the distance.</summary>
    public double QuadraticKappa => WeightedKappa(distance => distance * distance);

    private double WeightedKappa(Func<double, double> weight)
    {
        double total = Total, observed = 0, chance = 0;
        for (int i = 0; i < Classes; i++)
        {
            for (int j = 0; j < Classes; j++)
            {
                double cost = weight(Math.Abs(i - j));
                (observed, chance) = (observed + (cost * this[i, j]), chance + (cost * Support(i) * Called(j) / total));
            }
        }

        return chance == 0 ? double.NaN : 1 - (observed / chance);
    }

    private ClassAverages Average(IEnumerable<int> classes, Func<int, long> weight)
    {
        double precision = 0, recall = 0, f1 = 0, sum = 0;
        foreach (int index in classes)
        {
            BinaryDecisions one = OneVersusRest(index);
            double w = weight(index);
            (precision, recall, f1, sum) = (precision + (w * one.Precision), recall + (w * one.Recall), f1 + (w * one.F1), sum + w);
        }

        return new ClassAverages(precision / sum, recall / sum, f1 / sum);
    }
}
