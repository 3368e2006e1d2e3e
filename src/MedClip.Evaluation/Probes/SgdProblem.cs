using System.Numerics.Tensors;
using MedClip.Models;

namespace MedClip.Evaluation;

/// <summary>What heads are trained on by descent: standardised films with a target for each finding; NaN where the label does not count.</summary>
internal sealed class SgdProblem
{
    private const double LeastDeviation = 1e-8;

    private readonly FindingSet findings;
    private readonly double[] mean, deviation;
    private readonly bool multiClass;

    private SgdProblem(FindingSet findings, Points points, double[][] targets, double[] mean, double[] deviation, bool multiClass) =>
        (this.findings, Points, Targets, this.mean, this.deviation, this.multiClass) = (findings, points, targets, mean, deviation, multiClass);

    public Points Points { get; }

    public double[][] Targets { get; }

    public static SgdProblem Of(Points embeddings, IReadOnlyList<FindingLabels> labels, FindingSet findings, SgdHeadOptions options)
    {
        (int[] rows, double[][] targets) = TargetsOf(labels, findings, options);
        (Points points, double[] mean, double[] deviation) = Standardised(embeddings.At(rows));
        return new SgdProblem(findings, points, targets, mean, deviation, options.MultiClass);
    }

    /// <summary>The head that weights make, on films as they were before standardising.</summary>
    public ClassifierHead ToHead(double[] weights, IReadOnlyDictionary<string, string>? provenance)
    {
        int dimensions = mean.Length;
        var scaled = new float[findings.Count * dimensions];
        var offsets = new float[findings.Count];
        for (int k = 0; k < findings.Count; k++)
        {
            double offset = weights[(findings.Count * dimensions) + k];
            for (int d = 0; d < dimensions; d++)
            {
                double weight = weights[(k * dimensions) + d] / deviation[d];
                scaled[(k * dimensions) + d] = (float)weight;
                offset -= weight * mean[d];
            }

            offsets[k] = (float)offset;
        }

        return new ClassifierHead(findings, scaled, offsets, multiClass) { TakesUnitEmbeddings = true, Provenance = provenance ?? new Dictionary<string, string>() };
    }

    private static (int[] Rows, double[][] Targets) TargetsOf(IReadOnlyList<FindingLabels> labels, FindingSet findings, SgdHeadOptions options)
    {
        if (options.MultiClass)
        {
            (int[] rows, int[] classes) = ProbeLabels.OneAmongAll(labels, findings);
            ProbeLabels.RequireAll(classes, findings);
            return (rows, [.. classes.Select(c => Enumerable.Range(0, findings.Count).Select(k => k == c ? 1.0 : 0).ToArray())]);
        }

        double[][] targets = [.. labels.Select(l => findings.Select(f => options.Labels.Present(l[f]) switch { true => 1.0, false => 0, null => double.NaN }).ToArray())];
        Finding[] empty = [.. findings.Where((_, k) => !(targets.Any(t => t[k] == 1) && targets.Any(t => t[k] == 0)))];
        return empty.Length == 0
            ? ([.. Enumerable.Range(0, labels.Count)], targets)
            : throw new ArgumentException($"{string.Join(", ", empty)}: not present in some films and absent in others; there is nothing to learn.", nameof(labels));
    }

    private static (Points Points, double[] Mean, double[] Deviation) Standardised(Points films)
    {
        double[] mean = films.Mean();
        var deviation = new double[films.Dimensions];
        var values = new double[films.Count * films.Dimensions];
        for (int i = 0; i < films.Count; i++)
        {
            Span<double> row = values.AsSpan(i * films.Dimensions, films.Dimensions);
            TensorPrimitives.Subtract(films[i], mean, row);
            TensorPrimitives.MultiplyAdd<double>(row, row, deviation, deviation);
        }

        for (int d = 0; d < deviation.Length; d++)
        {
            deviation[d] = Math.Max(LeastDeviation, Math.Sqrt(deviation[d] / films.Count));
        }

        for (int i = 0; i < films.Count; i++)
        {
            Span<double> row = values.AsSpan(i * films.Dimensions, films.Dimensions);
            TensorPrimitives.Divide(row, deviation, row);
        }

        return (new Points(values, films.Dimensions), mean, deviation);
    }
}
