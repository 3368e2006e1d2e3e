using System.Runtime.CompilerServices;

namespace MedClip.Data;

/// <summary>The float32 value of each of the 256 grey levels; each operation is rounded to float32, as the released code does.</summary>
internal static class NormalisationTable
{
    public static float[] Create(PreprocessingSpec spec)
    {
        var table = new float[256];
        for (int level = 0; level < table.Length; level++)
        {
            // The released processor multiplies by the rounded 1/255; the datasets divide. 109 of 256 levels differ in the last bit.
            float unit = spec.Path == PreprocessingPath.Processor ? level * (1f / 255f) : level / 255f;
            float centred = unit - spec.Mean;
            table[level] = centred / spec.StandardDeviation;
        }

        return table;
    }

    /// <summary>Writes the value of each pixel's level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void LookUp(ReadOnlySpan<byte> pixels, ReadOnlySpan<float> levels, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels.Length, 256);
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, pixels.Length);
        fixed (byte* source = pixels)
        fixed (float* table = levels)
        fixed (float* target = destination)
        {
            for (int i = 0; i < pixels.Length; i++)
            {
                target[i] = table[source[i]];
            }
        }
    }
}
