using System.Numerics.Tensors;

namespace MedClip.Evaluation;

/// <summary>The steps of <see cref="SgdHead"/>: K rows of weights, then K offsets, in one vector.</summary>
internal sealed class SgdDescent(Points points, double[][] targets, SgdHeadOptions options)
{
    private readonly int classes = targets[0].Length;

    /// <summary>The loss of each film under the weights of now, summed over its findings that count.</summary>
    public static double Loss(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> target, bool multiClass)
    {
        double loss = 0;
        for (int k = 0; k < target.Length; k++)
        {
            double p = Math.Clamp(probabilities[k], 1e-12, 1 - 1e-12);
            loss -= double.IsNaN(target[k]) ? 0 : multiClass ? target[k] * Math.Log(p) : (target[k] * Math.Log(p)) + ((1 - target[k]) * Math.Log(1 - p));
        }

        return loss;
    }

    public double[] Run(CancellationToken cancellation)
    {
        var weights = new double[classes * (points.Dimensions + 1)];
        var velocity = new double[weights.Length];
        int[] order = [.. Enumerable.Range(0, points.Count)];
        long steps = (long)options.Epochs * ((points.Count + options.Batch - 1) / options.Batch), step = 0;
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            new SeedSequence(options.Seed).For("sgd head").At(epoch).ToRandom().Shuffle<int>(order);
            foreach (int[] batch in order.Chunk(options.Batch))
            {
                Step(weights, velocity, batch, Rate(step++, steps));
            }
        }

        return weights;
    }

    /// <summary>One step over a batch of rows.</summary>
    public void Step(double[] weights, double[] velocity, IReadOnlyList<int> batch, double rate)
    {
        double[] gradient = new double[weights.Length];
        var p = new double[classes];
        foreach (int row in batch)
        {
            Probabilities(weights, row, p);
            for (int k = 0; k < classes; k++)
            {
                double target = targets[row][k];
                double slope = double.IsNaN(target) ? 0 : (p[k] - target) / batch.Count;
                Span<double> own = gradient.AsSpan(k * points.Dimensions, points.Dimensions);
                TensorPrimitives.MultiplyAdd(points[row], slope, own, own);
                gradient[(classes * points.Dimensions) + k] += slope;
            }
        }

        Span<double> decayed = gradient.AsSpan(0, classes * points.Dimensions);
        TensorPrimitives.MultiplyAdd(weights.AsSpan(0, classes * points.Dimensions), options.WeightDecay, decayed, decayed);
        TensorPrimitives.MultiplyAdd<double>(velocity, options.Momentum, gradient, velocity);
        TensorPrimitives.MultiplyAdd<double>(velocity, -rate, weights, weights);
    }

    /// <summary>The step size: half a cosine from the first one to 0.</summary>
    public double Rate(long step, long steps) => options.LearningRate * (1 + Math.Cos(Math.PI * step / steps)) / 2;

    /// <summary>The probabilities of a row.</summary>
    public void Probabilities(double[] weights, int row, Span<double> probabilities)
    {
        new LinearLogits(weights, classes, points.Dimensions).Of(points[row], probabilities);
        if (options.MultiClass)
        {
            TensorPrimitives.SoftMax<double>(probabilities, probabilities);
        }
        else
        {
            TensorPrimitives.Sigmoid<double>(probabilities, probabilities);
        }
    }
}
