namespace MedClip.Data;

/// <summary>
/// The weights of one axis, computed in doubles and then rounded to 22-bit fixed point, as Pillow does.
/// Output i sums inputs First[i] … First[i] + Count[i] − 1; its weights start at i · Stride, filled up with zeros.
/// </summary>
internal sealed class ResampleWeights
{
    public const int FractionBits = 22;

    // Room for whole vectors of eight: the horizontal pass never has a remainder.
    private const int Lanes = 8;

    private ResampleWeights(int inputs, int outputs, int stride)
    {
        Inputs = inputs;
        Outputs = outputs;
        Stride = stride;
        First = new int[outputs];
        Count = new int[outputs];
        Fixed = new int[outputs * stride];
    }

    public int Inputs { get; }

    public int Outputs { get; }

    public int Stride { get; }

    public int[] First { get; }

    public int[] Count { get; }

    public int[] Fixed { get; }

    public static ResampleWeights Create(int inputs, int outputs, ResampleFilter filter)
    {
        double scale = inputs / (double)outputs;
        double filterScale = Math.Max(scale, 1);
        double support = filterScale * Support(filter);
        double inverse = 1 / filterScale;
        int widest = ((int)Math.Ceiling(support) * 2) + 1;
        var result = new ResampleWeights(inputs, outputs, (widest + Lanes - 1) / Lanes * Lanes);
        var weights = new double[widest];
        for (int i = 0; i < outputs; i++)
        {
            (int first, int count) = Compute(i, scale, support, inverse, inputs, filter, weights);
            result.First[i] = first;
            result.Count[i] = count;
            for (int x = 0; x < count; x++)
            {
                double shifted = weights[x] * (1 << FractionBits);
                result.Fixed[(i * result.Stride) + x] = (int)(shifted < 0 ? shifted - 0.5 : shifted + 0.5);
            }
        }

        return result;
    }

    /// <summary>The weights of one output position as doubles.</summary>
    public static (int First, double[] Weights) Exact(int inputs, int outputs, ResampleFilter filter, int position)
    {
        double scale = inputs / (double)outputs;
        double filterScale = Math.Max(scale, 1);
        double support = filterScale * Support(filter);
        var weights = new double[((int)Math.Ceiling(support) * 2) + 1];
        (int first, int count) = Compute(position, scale, support, 1 / filterScale, inputs, filter, weights);
        return (first, weights[..count]);
    }

    /// <summary>The same weights for a picture that covers a part of the axis only, its inputs counted from its own start; the rest is black.</summary>
    public ResampleWeights Within(int start, int length)
    {
        if (start == 0 && length == Inputs)
        {
            return this;
        }

        var part = new ResampleWeights(length, Outputs, Stride);
        for (int i = 0; i < Outputs; i++)
        {
            int first = Math.Max(First[i], start);
            part.Count[i] = Math.Max(0, Math.Min(First[i] + Count[i], start + length) - first);
            if (part.Count[i] > 0)
            {
                part.First[i] = first - start;
                Fixed.AsSpan((i * Stride) + first - First[i], part.Count[i]).CopyTo(part.Fixed.AsSpan(i * Stride));
            }
        }

        return part;
    }

    private static (int First, int Count) Compute(
        int position, double scale, double support, double inverse, int inputs, ResampleFilter filter, double[] weights)
    {
        double centre = (position + 0.5) * scale;
        int first = Math.Max((int)(centre - support + 0.5), 0);
        int end = Math.Min((int)(centre + support + 0.5), inputs);
        int count = end - first;
        double sum = 0;
        for (int x = 0; x < count; x++)
        {
            weights[x] = Kernel(filter, (x + first - centre + 0.5) * inverse);
            sum += weights[x];
        }

        if (sum != 0)
        {
            for (int x = 0; x < count; x++)
            {
                weights[x] /= sum;
            }
        }

        return (first, count);
    }

    private static double Support(ResampleFilter filter) => filter switch
    {
        ResampleFilter.Box => 0.5,
        ResampleFilter.Bilinear => 1,
        ResampleFilter.Bicubic => 2,
        _ => 3,
    };

    private static double Kernel(ResampleFilter filter, double t)
    {
        if (filter == ResampleFilter.Box)
        {
            return t is > -0.5 and <= 0.5 ? 1 : 0;
        }

        if (filter == ResampleFilter.Lanczos)
        {
            return t is >= -3 and < 3 ? Sinc(t) * Sinc(t / 3) : 0;
        }

        t = Math.Abs(t);
        if (filter == ResampleFilter.Bilinear)
        {
            return t < 1 ? 1 - t : 0;
        }

        const double A = -0.5;
        return t < 1 ? ((((A + 2) * t) - (A + 3)) * t * t) + 1
            : t < 2 ? ((((t - 5) * t) + 8) * t - 4) * A
            : 0;
    }

    private static double Sinc(double x)
    {
        if (x == 0)
        {
            return 1;
        }

        x *= Math.PI;
        return Math.Sin(x) / x;
    }
}
