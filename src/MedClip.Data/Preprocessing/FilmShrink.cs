using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MedClip.Data;

/// <summary>
/// Makes a film smaller for the <see cref="PreprocessingPath.Default"/> path: the triangle filter of Pillow's bilinear with weights of 14 bits, rows first, in 16-bit
/// multiply-adds. A pixel differs from <see cref="Resampler"/>'s by a level or two at most. With and without vector instructions the result is the same.
/// </summary>
internal static unsafe class FilmShrink
{
    public const int WeightBits = 14;
    private const int Half = 1 << (WeightBits - 1);
    private const int Lanes = 8;

    /// <summary>Shrinks to the given size, neither side of which is larger than the film's.</summary>
    public static PixelImage Resize(PixelImage film, int width, int height) =>
        Resize(film, ShrinkWeights.Create(film.Width, width), ShrinkWeights.Create(film.Height, height));

    /// <summary>The same with weights made beforehand.</summary>
    public static PixelImage Resize(PixelImage film, ShrinkWeights columns, ShrinkWeights rows)
    {
        (int width, int height) = (columns.First.Length, rows.First.Length);
        byte[] line = ArrayPool<byte>.Shared.Rent(film.Width + columns.Stride + Vector256<byte>.Count);
        byte[] small = GC.AllocateUninitializedArray<byte>(width * height);
        try
        {
            fixed (byte* source = film.Pixels8)
            fixed (byte* middle = line)
            fixed (byte* target = small)
            {
                new Span<byte>(middle + film.Width, line.Length - film.Width).Clear();
                for (int y = 0; y < height; y++)
                {
                    Lower(source + ((long)rows.First[y] * film.Width), film.Width, rows.Weights.AsSpan(y * rows.Stride, rows.Stride), rows.Count[y], middle);
                    Narrow(middle, columns, target + ((long)y * width));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(line);
        }

        return new PixelImage(width, height, 8, small);
    }

    // One row of the result out of several of the film.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Lower(byte* source, int width, ReadOnlySpan<short> weights, int count, byte* target)
    {
        int x = 0;
        for (; Avx512BW.IsSupported && x <= width - 32; x += 32)
        {
            Vector512<int> left = Vector512.Create(Half);
            Vector512<int> right = left;
            byte* at = source + x;
            for (int tap = 0; tap < count; tap += 2)
            {
                Vector256<byte> first = Vector256.Load(at);
                Vector256<byte> second = tap + 1 < count ? Vector256.Load(at + width) : Vector256<byte>.Zero;
                Vector512<short> pair = Vector512.Create((ushort)weights[tap] | (weights[tap + 1] << 16)).AsInt16();
                left += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Avx2.UnpackLow(first, second)), pair);
                right += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Avx2.UnpackHigh(first, second)), pair);
                at += 2 * width;
            }

            // Unpacking works within halves of 16 pixels: left holds pixels 0 to 7 and 16 to 23, right the others; so does packing.
            Vector512<short> words = Avx512BW.PackSignedSaturate(left >> WeightBits, right >> WeightBits);
            Vector256<int> order = Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7);
            Avx2.PermuteVar8x32(Avx2.PackUnsignedSaturate(words.GetLower(), words.GetUpper()).AsInt32(), order).AsByte().Store(target + x);
        }

        for (; Avx2.IsSupported && x <= width - 16; x += 16)
        {
            Vector256<int> left = Vector256.Create(Half);
            Vector256<int> right = left;
            byte* at = source + x;
            for (int tap = 0; tap < count; tap += 2)
            {
                Vector128<byte> first = Vector128.Load(at);
                Vector128<byte> second = tap + 1 < count ? Vector128.Load(at + width) : Vector128<byte>.Zero;
                Vector256<short> pair = Vector256.Create((ushort)weights[tap] | (weights[tap + 1] << 16)).AsInt16();
                left += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Sse2.UnpackLow(first, second)), pair);
                right += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Sse2.UnpackHigh(first, second)), pair);
                at += 2 * width;
            }

            *(long*)(target + x) = Pack(left);
            *(long*)(target + x + 8) = Pack(right);
        }

        for (; x < width; x++)
        {
            int sum = Half;
            for (int tap = 0; tap < count; tap++)
            {
                sum += source[((long)tap * width) + x] * weights[tap];
            }

            target[x] = Round(sum);
        }
    }

    // Eight outputs at a time, four taps of each: as bytes in one vector, of which each two neighbours are weighted and added at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(byte* row, ShrinkWeights columns, byte* target)
    {
        int outputs = columns.First.Length;
        int i = 0;
        fixed (int* first = columns.First)
        fixed (short* blocks = columns.Blocks)
        fixed (byte* places = columns.Places)
        {
            Vector256<byte> firstTwo = Vector256.Create(0x80018000u, 0x80058004u, 0x80098008u, 0x800d800cu, 0x80018000u, 0x80058004u, 0x80098008u, 0x800d800cu).AsByte();
            Vector256<byte> lastTwo = Vector256.Create(0x80038002u, 0x80078006u, 0x800b800au, 0x800f800eu, 0x80038002u, 0x80078006u, 0x800b800au, 0x800f800eu).AsByte();
            bool near = columns.Places.Length > 0;
            for (; Avx2.IsSupported && i <= outputs - Lanes; i += Lanes)
            {
                Vector256<int> sum = Vector256.Create(Half);
                short* weights = blocks + (i * columns.Stride);
                if (near)
                {
                    // All taps of the eight lie within sixteen bytes.
                    Vector256<byte> bytes = Avx2.BroadcastVector128ToVector256(row + first[i]);
                    byte* at = places + (i * Lanes);
                    sum += Avx2.MultiplyAddAdjacent(Avx2.Shuffle(bytes, Vector256.Load(at)).AsInt16(), Vector256.Load(weights));
                    sum += Avx2.MultiplyAddAdjacent(Avx2.Shuffle(bytes, Vector256.Load(at + 32)).AsInt16(), Vector256.Load(weights + 16));
                    *(long*)(target + i) = Pack(sum);
                    continue;
                }

                for (int tap = 0; tap < columns.Stride; tap += 4, weights += 32)
                {
                    Vector256<byte> bytes = Four(row + tap, first + i).AsByte();
                    sum += Avx2.MultiplyAddAdjacent(Avx2.Shuffle(bytes, firstTwo).AsInt16(), Vector256.Load(weights));
                    sum += Avx2.MultiplyAddAdjacent(Avx2.Shuffle(bytes, lastTwo).AsInt16(), Vector256.Load(weights + 16));
                }

                *(long*)(target + i) = Pack(sum);
            }

            for (; i < outputs; i++)
            {
                int sum = Half;
                for (int tap = 0; tap < columns.Count[i]; tap++)
                {
                    sum += row[first[i] + tap] * columns.Weights[(i * columns.Stride) + tap];
                }

                target[i] = Round(sum);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Four(byte* row, int* first) => Vector256.Create(
        *(int*)(row + first[0]), *(int*)(row + first[1]), *(int*)(row + first[2]), *(int*)(row + first[3]),
        *(int*)(row + first[4]), *(int*)(row + first[5]), *(int*)(row + first[6]), *(int*)(row + first[7]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Pack(Vector256<int> sums)
    {
        Vector256<int> levels = sums >> WeightBits;
        Vector128<short> words = Sse2.PackSignedSaturate(levels.GetLower(), levels.GetUpper());
        return Sse2.PackUnsignedSaturate(words, words).AsInt64().ToScalar();
    }

    private static byte Round(int sum) => (byte)Math.Clamp(sum >> WeightBits, 0, 255);
}
