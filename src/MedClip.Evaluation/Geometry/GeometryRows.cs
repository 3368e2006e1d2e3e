using System.Numerics.Tensors;

namespace MedClip.Evaluation;

/// <summary>Similarities of labels, soft targets and cosines, a row for each film.</summary>
internal sealed class GeometryRows
{
    private const int Halvings = 60;

    private readonly double[][] similarities, targets, cosines;
    private readonly double temperature;

    public GeometryRows(Points images, IReadOnlyList<FindingLabels> imageLabels, Points texts, IReadOnlyList<FindingLabels> textLabels, double temperature)
    {
        this.temperature = temperature;
        float[][] textVectors = [.. textLabels.Select(Vector)];
        similarities = [.. imageLabels.Select(l => Vector(l)).Select(image => textVectors.Select(text => Cosine(image, text)).ToArray())];
        targets = [.. similarities.Select(row => SoftMax(row, 1 / temperature))];
        cosines = [.. Enumerable.Range(0, images.Count).Select(i => Enumerable.Range(0, texts.Count).Select(j => TensorPrimitives.Dot(images[i], texts[j])).ToArray())];
    }

    public double MeanTarget(bool match) => Mean(targets, match);

    public double MeanCosine(bool match) => Mean(cosines, match);

    public double Floor() => targets.Average(row => -row.Sum(y => y > 0 ? y * Math.Log(y) : 0));

    public double BestGap() => similarities.Average(row => (row.Max() - row.Min()) / temperature);

    public double Loss(double scale) => cosines.Zip(targets).Average(row => -row.First.Zip(row.Second).Sum(x => x.Second * x.First * scale) + LogSumExp(row.First, scale));

    /// <summary>d loss / d scale: the mean cosine under the prediction less that under the target.</summary>
    public double Slope(double scale) => cosines.Zip(targets).Average(row => SoftMax(row.First, scale).Zip(row.Second, row.First).Sum(x => (x.First - x.Second) * x.Third));

    /// <summary>The loss is convex in the scale: its slope changes sign once.</summary>
    public double BestScale(double largest)
    {
        if (Slope(0) >= 0)
        {
            return 0;
        }

        (double low, double high) = (0, largest);
        if (Slope(high) <= 0)
        {
            return high;
        }

        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Slope(middle) < 0 ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    public CutGeometry At(int cut)
    {
        double precision = 0, last = 0;
        for (int i = 0; i < cosines.Length; i++)
        {
            int[] nearest = [.. Enumerable.Range(0, cosines[i].Length).OrderByDescending(j => cosines[i][j]).Take(cut)];
            precision += nearest.Count(j => similarities[i][j] > 0) / (double)cut;
            last += cosines[i][nearest[^1]];
        }

        return new CutGeometry(cut, precision / cosines.Length, last / cosines.Length);
    }

    private double Mean(double[][] values, bool match)
    {
        double sum = 0;
        long count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            for (int j = 0; j < values[i].Length; j++)
            {
                bool counts = similarities[i][j] > 0 == match;
                sum += counts ? values[i][j] : 0;
                count += counts ? 1 : 0;
            }
        }

        return count == 0 ? double.NaN : sum / count;
    }

    private static float[] Vector(FindingLabels labels)
    {
        var vector = new float[labels.Findings.Count];
        labels.CopyMultiHot(UncertaintyPolicy.AsNegative, vector);
        return vector;
    }

    // Two that show nothing are alike in nothing, as in equation 3 with a zero vector.
    private static double Cosine(float[] a, float[] b)
    {
        double product = TensorPrimitives.Dot<float>(a, b), length = TensorPrimitives.Norm<float>(a) * (double)TensorPrimitives.Norm<float>(b);
        return length == 0 ? 0 : product / length;
    }

    private static double[] SoftMax(double[] values, double scale)
    {
        var result = new double[values.Length];
        TensorPrimitives.Multiply(values, scale, result);
        TensorPrimitives.SoftMax<double>(result, result);
        return result;
    }

    private static double LogSumExp(double[] values, double scale)
    {
        double max = values.Max() * scale;
        return max + Math.Log(values.Sum(v => Math.Exp((v * scale) - max)));
    }
}
