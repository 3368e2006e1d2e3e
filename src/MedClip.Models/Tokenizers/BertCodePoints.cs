using System.Globalization;

namespace MedClip.Models;

/// <summary>
/// What BERT's tokenizer does with each code point. The table is a resource and not .NET's Unicode categories, which are newer:
/// punctuation and marks that were assigned later are ordinary characters to the reference.
/// </summary>
internal sealed class BertCodePoints
{
    private const int HangulFirst = 0xAC00;
    private const int HangulLast = 0xD7A3;
    private const int BasicPlane = 0x10000;

    private readonly CodePointKinds[] basic = new CodePointKinds[BasicPlane];
    private readonly List<(int First, int Last, CodePointKinds Kind)> beyond = [];
    private readonly char[] lowerBasic = new char[BasicPlane];
    private readonly Dictionary<int, int[]> lowerOther = [];
    private readonly AsciiKind[] asciiKinds = new AsciiKind[128];
    private readonly char[] asciiLower = new char[128];
    private readonly char[] asciiSame = new char[128];

    private BertCodePoints(TextReader table)
    {
        while (table.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            string[] fields = line.Split(' ');
            if (fields[0] == "lower")
            {
                Array.ForEach(fields[1..], AddLower);
                continue;
            }

            CodePointKinds kind = Enum.Parse<CodePointKinds>(fields[0], ignoreCase: true);
            Array.ForEach(fields[1..], range => AddRange(kind, range));
        }

        for (int c = 0; c < asciiKinds.Length; c++)
        {
            asciiKinds[c] = basic[c] switch
            {
                CodePointKinds.None => AsciiKind.Word,
                CodePointKinds.Space => AsciiKind.Space,
                CodePointKinds.Punctuation => AsciiKind.Punctuation,
                _ => AsciiKind.Other,
            };
            (asciiSame[c], asciiLower[c]) = ((char)c, lowerBasic[c] == '\0' ? (char)c : lowerBasic[c]);
        }
    }

    /// <summary>The one table, read on first use.</summary>
    public static BertCodePoints Instance => Holder.Table;

    /// <summary>Mappings to more than one code point; for the test that none of them holds punctuation.</summary>
    public IEnumerable<int[]> LongMappings => lowerOther.Values.Where(mapping => mapping.Length > 1);

    /// <summary>The kinds of the 128 characters of ASCII.</summary>
    public ReadOnlySpan<AsciiKind> AsciiKinds => asciiKinds;

    /// <summary>What the characters of ASCII become.</summary>
    /// <param name="lowerCase">Whether letters are lower-cased.</param>
    public ReadOnlySpan<char> AsciiLower(bool lowerCase) => lowerCase ? asciiLower : asciiSame;

    public CodePointKinds KindOf(int codePoint)
    {
        if (codePoint < BasicPlane)
        {
            return basic[codePoint];
        }

        CodePointKinds kinds = CodePointKinds.None;
        foreach ((int first, int last, CodePointKinds kind) in beyond)
        {
            if (codePoint >= first && codePoint <= last)
            {
                kinds |= kind;
            }
        }

        return kinds;
    }

    /// <summary>Decomposes, drops accents and lower-cases one code point.</summary>
    /// <param name="codePoint">A code point that is no mark.</param>
    /// <param name="result">Receives one to three code points.</param>
    /// <returns>How many.</returns>
    public int Lower(int codePoint, Span<int> result)
    {
        if (codePoint is >= HangulFirst and <= HangulLast)
        {
            // A syllable is its jamo: Unicode Standard, section 3.12.
            int syllable = codePoint - HangulFirst;
            result[0] = 0x1100 + (syllable / 588);
            result[1] = 0x1161 + (syllable % 588 / 28);
            result[2] = 0x11A7 + (syllable % 28);
            return syllable % 28 == 0 ? 2 : 3;
        }

        if (codePoint < BasicPlane && lowerBasic[codePoint] is var lower and not '\0')
        {
            result[0] = lower;
            return 1;
        }

        if (lowerOther.Count > 0 && codePoint > 0x7F && lowerOther.TryGetValue(codePoint, out int[]? mapping))
        {
            mapping.CopyTo(result);
            return mapping.Length;
        }

        result[0] = codePoint;
        return 1;
    }

    private void AddRange(CodePointKinds kind, string range)
    {
        string[] ends = range.Split('-');
        int first = Hex(ends[0]);
        int last = Hex(ends[^1]);
        if (first >= BasicPlane)
        {
            beyond.Add((first, last, kind));
            return;
        }

        for (int codePoint = first; codePoint <= last; codePoint++)
        {
            basic[codePoint] |= kind;
        }
    }

    private void AddLower(string mapping)
    {
        string[] sides = mapping.Split('=');
        int from = Hex(sides[0]);
        int[] to = Array.ConvertAll(sides[1].Split('+'), Hex);
        if (from < BasicPlane && to is [< BasicPlane])
        {
            lowerBasic[from] = (char)to[0];
        }
        else
        {
            lowerOther.Add(from, to);
        }
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static class Holder
    {
        public static readonly BertCodePoints Table = Read();

        private static BertCodePoints Read()
        {
            using Stream stream = typeof(BertCodePoints).Assembly.GetManifestResourceStream("MedClip.Models.BertCodePoints.txt")!;
            using var reader = new StreamReader(stream);
            return new BertCodePoints(reader);
        }
    }
}
