namespace MedClip.Evaluation;

/// <summary>Metrics of K findings at once, each present or absent: N×K scores and labels, row by row.</summary>
public sealed class MultiLabelMetrics
{
    private readonly bool[] labels;
    private readonly double[] scores;

    /// <summary>Computes what all averages share.</summary>
    /// <param name="labels">N×K labels, row by row.</param>
    /// <param name="scores">N×K finite scores, row by row.</param>
    /// <param name="findings">K.</param>
    /// <exception cref="ArgumentException">The lengths differ or are no multiple of K.</exception>
    public MultiLabelMetrics(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, int findings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(findings, 1);
        ScoreChecks.Same(labels, scores, []);
        if (labels.Length % findings != 0)
        {
            throw new ArgumentException($"{labels.Length} labels are not whole rows of {findings}.", nameof(labels));
        }

        this.labels = labels.ToArray();
        this.scores = scores.ToArray();
        Findings = findings;
        AucPerFinding = [.. Enumerable.Range(0, findings).Select(k => Metrics.Auc(LabelsOf(k), ScoresOf(k)))];
        AveragePrecisionPerFinding = [.. Enumerable.Range(0, findings).Select(k => Metrics.AveragePrecision(LabelsOf(k), ScoresOf(k)))];
    }

    /// <summary>K.</summary>
    public int Findings { get; }

    /// <summary>The AUC of each finding; NaN where one class only is there.</summary>
    public IReadOnlyList<double> AucPerFinding { get; }

    /// <summary>The average precision of each finding; 0 where nothing is positive.</summary>
    public IReadOnlyList<double> AveragePrecisionPerFinding { get; }

    /// <summary>The plain mean AUC; NaN as soon as one finding has no AUC.</summary>
    public double MacroAuc => AucPerFinding.Average();

    /// <summary>The mean AUC over the findings that have one; NaN when none has.</summary>
    public double MacroAucOverDefined => MeanOverDefined(AucPerFinding);

    /// <summary>The AUC of all N·K decisions in one list.</summary>
    public double MicroAuc => Metrics.Auc(labels, scores);

    /// <summary>The plain mean average precision.</summary>
    public double MacroAveragePrecision => AveragePrecisionPerFinding.Average();

    /// <summary>The average precision of all N·K decisions in one list.</summary>
    public double MicroAveragePrecision => Metrics.AveragePrecision(labels, scores);

    /// <summary>Decisions of one finding at a threshold.</summary>
    /// <param name="finding">0…K−1.</param>
    /// <param name="threshold">Present where score ≥ threshold.</param>
    public BinaryDecisions DecisionsOf(int finding, double threshold) => BinaryDecisions.At(LabelsOf(finding), ScoresOf(finding), threshold);

    /// <summary>Decisions of all findings in one list.</summary>
    /// <param name="threshold">Present where score ≥ threshold.</param>
    public BinaryDecisions AllDecisions(double threshold) => BinaryDecisions.At(labels, scores, threshold);

    /// <summary>Plain means of precision, recall and F1 over the findings.</summary>
    /// <param name="threshold">Present where score ≥ threshold.</param>
    public ClassAverages Macro(double threshold)
    {
        BinaryDecisions[] all = [.. Enumerable.Range(0, Findings).Select(k => DecisionsOf(k, threshold))];
        return new ClassAverages(all.Average(d => d.Precision), all.Average(d => d.Recall), all.Average(d => d.F1));
    }

    /// <summary>The share of rows of which all K decisions are right.</summary>
    /// <param name="threshold">Present where score ≥ threshold.</param>
    public double SubsetAccuracy(double threshold)
    {
        int rows = labels.Length / Findings;
        return (double)Enumerable.Range(0, rows).Count(row =>
            Enumerable.Range(row * Findings, Findings).All(i => labels[i] == scores[i] >= threshold)) / rows;
    }

    /// <summary>The mean of those numbers that are not NaN; NaN when none is left.</summary>
    /// <param name="values">Any numbers.</param>
    public static double MeanOverDefined(IEnumerable<double> values) => values.Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Average();

    private bool[] LabelsOf(int finding) => [.. Enumerable.Range(0, labels.Length / Findings).Select(row => labels[(row * Findings) + finding])];

    private double[] ScoresOf(int finding) => [.. Enumerable.Range(0, labels.Length / Findings).Select(row => scores[(row * Findings) + finding])];
}
