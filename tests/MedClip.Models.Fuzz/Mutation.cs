using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace MedClip.Models.Fuzz;

/// <summary>Damages bytes: bit flips, numbers at their limits, cuts, splices, repeated and removed stretches.</summary>
internal static partial class Mutation
{
    private static readonly long[] Limits = [0, 1, -1, 0x7F, 0xFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 1L << 40, long.MaxValue, long.MinValue];
    private static readonly string[] Numbers = ["0", "-1", "1", "65536", "2147483647", "2147483648", "4294967296", "9223372036854775807", "1e308", "-0.5", "null", "[]", "\"x\""];

    public static byte[] Of(byte[] bytes, Func<byte[]> other, SplitMix64 random)
    {
        byte[] changed = [.. bytes];
        for (int times = 1 + random.Next(3); times > 0; times--)
        {
            changed = Once(changed, other, random);
        }

        return changed;
    }

    /// <summary>A number of a JSON text replaced, or damaged as bytes.</summary>
    public static byte[] OfText(byte[] bytes, Func<byte[]> other, SplitMix64 random)
    {
        string text = Encoding.UTF8.GetString(bytes);
        MatchCollection numbers = Number().Matches(text);
        if (numbers.Count == 0 || random.Next(3) == 0)
        {
            return Of(bytes, other, random);
        }

        Match chosen = numbers[random.Next(numbers.Count)];
        return Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, chosen.Index), Numbers[random.Next(Numbers.Length)], text.AsSpan(chosen.Index + chosen.Length)));
    }

    private static byte[] Once(byte[] bytes, Func<byte[]> other, SplitMix64 random)
    {
        int Place() => random.Next(Math.Max(bytes.Length, 1));
        if (bytes.Length == 0)
        {
            return [.. other()];
        }

        switch (random.Next(9))
        {
            case 0:
                return bytes[..Place()];
            case 1:
                byte[] tail = other();
                return [.. bytes[..Place()], .. tail[random.Next(Math.Max(tail.Length, 1))..]];
            case 2:
                int from = Place();
                int length = random.Next(Math.Min(64, bytes.Length - from) + 1);
                return random.Next(2) == 0 ? [.. bytes[..from], .. bytes[(from + length)..]] : [.. bytes[..(from + length)], .. bytes[from..]];
            case 3:
                int at = Place();
                Span<byte> number = stackalloc byte[8];
                BinaryPrimitives.WriteInt64LittleEndian(number, Limits[random.Next(Limits.Length)]);
                number[..Math.Min(1 << random.Next(4), bytes.Length - at)].CopyTo(bytes.AsSpan(at));
                return bytes;
            case 4:
                bytes[Place()] = (byte)random.Next(256);
                return bytes;
            default:
                for (int flips = 1 + random.Next(4); flips > 0; flips--)
                {
                    bytes[Place()] ^= (byte)(1 << random.Next(8));
                }

                return bytes;
        }
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
