using System.Numerics;
using System.Runtime.InteropServices;

namespace MedClip.Evaluation;

/// <summary>The plane of a t-SNE while it moves: positions, speeds and gains. Coordinates are padded to whole vectors; the padding never counts.</summary>
internal sealed class TsnePlane
{
    private const double LeastGain = 0.01;

    private readonly float[] affinities;
    private readonly int count;
    private readonly float[][] position;
    private readonly double[][] speed, gain, attraction, repulsion;
    private readonly double[] weight;

    /// <summary>N×N affinities and the start: x and y, padded.</summary>
    public TsnePlane(float[] affinities, (float[] X, float[] Y) start)
    {
        this.affinities = affinities;
        count = (int)Math.Round(Math.Sqrt(affinities.Length));
        position = [start.X, start.Y];
        (speed, attraction, repulsion) = (Zeros(), Zeros(), Zeros());
        gain = [[.. Enumerable.Repeat(1.0, count)], [.. Enumerable.Repeat(1.0, count)]];
        weight = new double[count];
    }

    /// <summary>One step of gradient descent with momentum and gains.</summary>
    public void Step(double exaggeration, double rate, double momentum)
    {
        Parallel.For(0, count, Forces);
        double total = weight.Sum();
        for (int axis = 0; axis < 2; axis++)
        {
            double mean = 0;
            for (int i = 0; i < count; i++)
            {
                double gradient = 4 * ((exaggeration * attraction[axis][i]) - (repulsion[axis][i] / total));
                double g = gradient * speed[axis][i] < 0 ? gain[axis][i] + 0.2 : gain[axis][i] * 0.8;
                gain[axis][i] = Math.Max(g, LeastGain);
                speed[axis][i] = (momentum * speed[axis][i]) - (rate * gain[axis][i] * gradient);
                position[axis][i] += (float)speed[axis][i];
                mean += position[axis][i] / count;
            }

            for (int i = 0; i < count; i++)
            {
                position[axis][i] -= (float)mean;
            }
        }
    }

    /// <summary>Σ p log(p / q) in nats.</summary>
    public double Divergence()
    {
        Parallel.For(0, count, Forces);
        double logTotal = Math.Log(weight.Sum());
        var rows = new double[count];
        Parallel.For(0, count, i =>
        {
            for (int j = 0; j < count; j++)
            {
                double p = affinities[(i * count) + j];
                double dx = position[0][i] - position[0][j], dy = position[1][i] - position[1][j];
                rows[i] += p > 0 ? p * (Math.Log(p) + Math.Log(1 + (dx * dx) + (dy * dy)) + logTotal) : 0;
            }
        });
        return rows.Sum();
    }

    public Points ToPoints()
    {
        var values = new double[2 * count];
        for (int i = 0; i < count; i++)
        {
            (values[2 * i], values[(2 * i) + 1]) = (position[0][i], position[1][i]);
        }

        return new Points(values, 2);
    }

    // With w = 1 / (1 + d²): attraction Σ p w (yᵢ − yⱼ), repulsion Σ w² (yᵢ − yⱼ), weight Σ w. A point does nothing to itself but add w = 1.
    private void Forces(int i)
    {
        ReadOnlySpan<float> p = affinities.AsSpan(i * count, count);
        float[] xs = position[0], ys = position[1];
        float x = xs[i], y = ys[i];
        int width = Vector<float>.Count, whole = count / width * width;
        ReadOnlySpan<Vector<float>> px = MemoryMarshal.Cast<float, Vector<float>>(xs), py = MemoryMarshal.Cast<float, Vector<float>>(ys);
        ReadOnlySpan<Vector<float>> pp = MemoryMarshal.Cast<float, Vector<float>>(p[..whole]);
        Vector<float> ax = default, ay = default, rx = default, ry = default, sum = default, vx = new(x), vy = new(y);
        for (int v = 0; v < pp.Length; v++)
        {
            Vector<float> dx = vx - px[v], dy = vy - py[v];
            Vector<float> w = Vector<float>.One / (Vector<float>.One + (dx * dx) + (dy * dy));
            Vector<float> pull = pp[v] * w, push = w * w;
            (ax, ay, rx, ry, sum) = (ax + (pull * dx), ay + (pull * dy), rx + (push * dx), ry + (push * dy), sum + w);
        }

        double tax = Vector.Sum(ax), tay = Vector.Sum(ay), trx = Vector.Sum(rx), tryy = Vector.Sum(ry), total = Vector.Sum(sum);
        for (int j = whole; j < count; j++)
        {
            float dx = x - xs[j], dy = y - ys[j], w = 1 / (1 + (dx * dx) + (dy * dy));
            (tax, tay, trx, tryy, total) = (tax + (p[j] * w * dx), tay + (p[j] * w * dy), trx + (w * w * dx), tryy + (w * w * dy), total + w);
        }

        (attraction[0][i], attraction[1][i], repulsion[0][i], repulsion[1][i], weight[i]) = (tax, tay, trx, tryy, total - 1);
    }

    private double[][] Zeros() => [new double[count], new double[count]];
}
