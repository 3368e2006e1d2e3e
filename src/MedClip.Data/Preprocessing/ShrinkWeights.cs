namespace MedClip.Data;

/// <summary>The triangle filter's weights along one axis, in whole numbers that sum to 2^14 for each output; rows of <see cref="Stride"/>, filled up with zeros.</summary>
internal sealed class ShrinkWeights
{
    private const int Lanes = 8;

    private ShrinkWeights(int outputs, int stride)
    {
        Stride = stride;
        First = new int[outputs];
        Count = new int[outputs];
        Weights = new short[outputs * stride];
        Blocks = new short[outputs / Lanes * Lanes * stride];
    }

    /// <summary>Room for the taps of an output: a multiple of four.</summary>
    public int Stride { get; }

    public int[] First { get; }

    public int[] Count { get; }

    public short[] Weights { get; }

    /// <summary>The same for eight outputs at a time: for each four taps the first two of all eight, then the last two.</summary>
    public short[] Blocks { get; }

    /// <summary>Where the four taps of each of eight outputs lie, from the first tap of the first, as controls of a byte shuffle; empty where sixteen bytes do not hold them.</summary>
    public byte[] Places { get; private set; } = [];

    public static ShrinkWeights Create(int inputs, int outputs)
    {
        ResampleWeights exact = ResampleWeights.Create(inputs, outputs, ResampleFilter.Bilinear);
        var result = new ShrinkWeights(outputs, (exact.Count.Max() + 3) / 4 * 4);
        for (int i = 0; i < outputs; i++)
        {
            result.First[i] = exact.First[i];
            result.Count[i] = exact.Count[i];
            Round(exact.Fixed.AsSpan(i * exact.Stride, exact.Count[i]), result.Weights.AsSpan(i * result.Stride, result.Stride));
        }

        result.FillBlocks();
        return result;
    }

    // What rounding leaves over goes to the largest weight, so that white stays white.
    private static void Round(ReadOnlySpan<int> exact, Span<short> rounded)
    {
        const int Shift = ResampleWeights.FractionBits - FilmShrink.WeightBits;
        int left = 1 << FilmShrink.WeightBits;
        int largest = 0;
        for (int tap = 0; tap < exact.Length; tap++)
        {
            rounded[tap] = (short)((exact[tap] + (1 << (Shift - 1))) >> Shift);
            left -= rounded[tap];
            largest = exact[tap] > exact[largest] ? tap : largest;
        }

        rounded[largest] += (short)left;
    }

    private void FillBlocks()
    {
        for (int i = 0; i < Blocks.Length / Stride; i++)
        {
            for (int tap = 0; tap < Stride; tap++)
            {
                Blocks[(i / Lanes * Lanes * Stride) + (tap / 4 * 32) + (tap % 4 / 2 * 16) + (i % Lanes * 2) + (tap % 2)] = Weights[(i * Stride) + tap];
            }
        }

        int eights = Blocks.Length / Stride / Lanes;
        if (Stride == 4 && Enumerable.Range(0, eights).All(eight => First[(eight * Lanes) + Lanes - 1] - First[eight * Lanes] + Stride <= 16))
        {
            FillPlaces(eights * Lanes);
        }
    }

    private void FillPlaces(int outputs)
    {
        const byte Zero = 0x80;
        Places = new byte[outputs * Lanes];
        for (int i = 0; i < outputs; i++)
        {
            int start = First[i] - First[i / Lanes * Lanes];
            for (int tap = 0; tap < Stride; tap++)
            {
                int place = (i / Lanes * Lanes * Lanes) + (tap / 2 * 32) + (i % Lanes * 4) + (tap % 2 * 2);
                Places[place] = (byte)(start + tap);
                Places[place + 1] = Zero;
            }
        }
    }
}
