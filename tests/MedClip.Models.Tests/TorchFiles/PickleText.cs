using System.Buffers.Binary;
using System.Text;

namespace MedClip.Models.Tests;

/// <summary>A pickle as a line for each opcode and its argument; the memo's are left out and recalled globals written in full.</summary>
internal static class PickleText
{
    public static string Of(byte[] pickle)
    {
        var text = new StringBuilder();
        var memo = new Dictionary<int, string>();
        string last = "";
        int at = 0;
        while (at < pickle.Length)
        {
            char opcode = (char)pickle[at++];
            string? line = opcode switch
            {
                'q' => Remember(memo, pickle[at++], last),
                'r' => Remember(memo, (int)Number(4), last),
                'h' => memo[pickle[at++]],
                'j' => memo[(int)Number(4)],
                'X' => $"X {Encoding.UTF8.GetString(Take((int)Number(4)))}",
                'c' => $"c {Line()} {Line()}",
                'K' => $"int {Number(1)}",
                'M' => $"int {Number(2)}",
                'J' => $"int {Number(4)}",
                '\u0080' => $"protocol {Number(1)}",
                _ => opcode.ToString(),
            };
            if (line is not null)
            {
                text.Append(line).Append('\n');
                last = line;
            }
        }

        return text.ToString();

        byte[] Take(int count)
        {
            at += count;
            return pickle[(at - count)..at];
        }

        long Number(int bytes) => BinaryPrimitives.ReadInt64LittleEndian([.. Take(bytes), .. new byte[8 - bytes]]);

        string Line()
        {
            int end = Array.IndexOf(pickle, (byte)'\n', at);
            string line = Encoding.ASCII.GetString(pickle[at..end]);
            at = end + 1;
            return line;
        }
    }

    private static string? Remember(Dictionary<int, string> memo, int index, string value)
    {
        memo[index] = value;
        return null;
    }
}
