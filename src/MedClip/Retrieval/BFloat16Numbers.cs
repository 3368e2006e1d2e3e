using System.Numerics;
using System.Runtime.InteropServices;

namespace MedClip;

/// <summary>Numbers to bfloat16, as bits, and back: a vector at a time.</summary>
internal static class BFloat16Numbers
{
    // From here on a magnitude is no number, infinite, or nearer to infinity than to the largest bfloat16.
    private const uint Magnitude = 0x7FFF_FFFF, TooLarge = 0x7F7F_8000;

    /// <summary>Rounds to nearest, halves to even.</summary>
    /// <param name="values">Finite numbers.</param>
    /// <param name="rounded">As many, or more, places.</param>
    /// <returns>The place of the first number that no finite bfloat16 is near to, from which on nothing may be used; −1 when there is none.</returns>
    public static int Round(ReadOnlySpan<float> values, Span<ushort> rounded)
    {
        ReadOnlySpan<uint> bits = MemoryMarshal.Cast<float, uint>(values);
        ref uint source = ref MemoryMarshal.GetReference(bits);
        ref ushort target = ref MemoryMarshal.GetReference(rounded[..bits.Length]);
        int i = 0, lanes = Vector<uint>.Count;
        for (; i + (2 * lanes) <= bits.Length; i += 2 * lanes)
        {
            Vector<uint> low = Vector.LoadUnsafe(ref source, (nuint)i), high = Vector.LoadUnsafe(ref source, (nuint)(i + lanes));
            if (Vector.GreaterThanOrEqualAny(Vector.Max(low & new Vector<uint>(Magnitude), high & new Vector<uint>(Magnitude)), new Vector<uint>(TooLarge)))
            {
                break;   // which one it is, the loop below finds
            }

            Vector.Narrow(Nearest(low), Nearest(high)).StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < bits.Length; i++)
        {
            if ((bits[i] & Magnitude) >= TooLarge)
            {
                return i;
            }

            rounded[i] = (ushort)((bits[i] + 0x7FFF + ((bits[i] >> 16) & 1)) >> 16);
        }

        return -1;
    }

    /// <summary>The same numbers in float32.</summary>
    /// <param name="numbers">Bits of bfloat16.</param>
    /// <param name="widened">As many, or more, places.</param>
    public static void Widen(ReadOnlySpan<ushort> numbers, Span<float> widened)
    {
        ref ushort source = ref MemoryMarshal.GetReference(numbers);
        ref float target = ref MemoryMarshal.GetReference(widened[..numbers.Length]);
        int i = 0, lanes = Vector<float>.Count;
        for (; i + (2 * lanes) <= numbers.Length; i += 2 * lanes)
        {
            Vector.Widen(Vector.LoadUnsafe(ref source, (nuint)i), out Vector<uint> low, out Vector<uint> high);
            Vector.AsVectorSingle(low << 16).StoreUnsafe(ref target, (nuint)i);
            Vector.AsVectorSingle(high << 16).StoreUnsafe(ref target, (nuint)(i + lanes));
        }

        for (; i < numbers.Length; i++)
        {
            widened[i] = Widen(numbers[i]);
        }
    }

    /// <summary>The same number in float32.</summary>
    public static float Widen(ushort number) => BitConverter.UInt32BitsToSingle((uint)number << 16);

    private static Vector<uint> Nearest(Vector<uint> bits) => (bits + new Vector<uint>(0x7FFF) + ((bits >> 16) & Vector<uint>.One)) >> 16;
}
