using System.Buffers;
using System.Globalization;

namespace MedClip.Knowledge;

/// <summary>
/// Takes a line of fielded MMI output apart: <c>id|MMI|score|name|CUI|[semtypes]|["TRIGGER"-loc-n-"text"-pos-neg]|loc|start/len|tree</c>
/// (https://lhncbc.nlm.nih.gov/ii/tools/MetaMap/documentation); MetaMapLite leaves <c>loc</c> out in some versions. One pass, in linear time.
/// </summary>
internal static class MetaMapLine
{
    private static readonly SearchValues<char> PositionSigns = SearchValues.Create("0123456789/:,;[] ");

    /// <summary>The concept of a line; null for lines of another kind (abbreviations).</summary>
    /// <exception cref="FormatException">The line is malformed; the message says how.</exception>
    public static MetaMapConcept? Read(string line)
    {
        List<string> fields = Split(line);
        if (fields.Count < 2)
        {
            throw new FormatException("it has no fields separated by '|'");
        }

        if (fields[1] is "AA" or "UA")
        {
            return null;
        }

        if (fields[1] != "MMI" || fields.Count < 8)
        {
            throw new FormatException($"it has {fields.Count} fields, the second is '{fields[1]}'; at least 8 are expected, the second 'MMI'");
        }

        if (!double.TryParse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double score) || !double.IsFinite(score))
        {
            throw new FormatException($"the score '{fields[2]}' is not a number");
        }

        if (!Cui.IsWellFormed(fields[4]))
        {
            throw new FormatException($"'{fields[4]}' is no concept identifier; they look like C0018800");
        }

        bool lite = fields[7].Length > 0 && IsPositions(fields[7]);
        if (!lite && fields.Count < 9)
        {
            throw new FormatException("the positions are missing");
        }

        return new MetaMapConcept(fields[0], score, fields[3], fields[4], ReadList(fields[5]), ReadTriggers(fields[6]), ReadPositions(lite ? fields[7] : fields[8]));
    }

    /// <summary>Fields at bars outside of quotes; a quote closes before a hyphen, comma, bracket or bar, or at the end, so that quotes within a text do no harm.</summary>
    private static List<string> Split(string line)
    {
        var fields = new List<string>();
        int start = 0;
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"')
            {
                quoted = !quoted || !(i + 1 == line.Length || line[i + 1] is '-' or ',' or ']' or '|');
            }
            else if (c == '|' && !quoted)
            {
                fields.Add(line[start..i]);
                start = i + 1;
            }
        }

        if (quoted)
        {
            throw new FormatException("a quote is not closed");
        }

        fields.Add(line[start..]);
        return fields;
    }

    private static string[] ReadList(string field) => field.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Each trigger is <c>"NAME"-loc-n-"text"-pos-neg</c>; MetaMapLite's position may lack the last part.</summary>
    private static List<MetaMapTrigger> ReadTriggers(string field)
    {
        var triggers = new List<MetaMapTrigger>();
        for (int i = 0; (i = field.IndexOf('"', i)) >= 0;)
        {
            int nameEnd = CloseOf(field, i + 1);
            int text = field.IndexOf('"', nameEnd + 1);
            int textEnd = text < 0 ? -1 : CloseOf(field, text + 1);
            if (textEnd < 0)
            {
                throw new FormatException("a trigger lacks its text in quotes");
            }

            int next = textEnd + 1;
            while (next < field.Length && field[next] is not (',' or ']' or '"'))
            {
                next++;
            }

            ReadOnlySpan<char> tail = field.AsSpan(textEnd + 1, next - textEnd - 1).Trim();
            triggers.Add(new MetaMapTrigger(field[(text + 1)..textEnd], tail.EndsWith("-1")));
            i = next;
        }

        return triggers.Count > 0 ? triggers : throw new FormatException($"'{field}' holds no trigger");
    }

    private static int CloseOf(string field, int from)
    {
        for (int i = from; (i = field.IndexOf('"', i)) >= 0; i++)
        {
            if (i + 1 == field.Length || field[i + 1] is '-' or ',' or ']')
            {
                return i;
            }
        }

        throw new FormatException("a quote is not closed");
    }

    private static bool IsPositions(string field) => !field.AsSpan().ContainsAnyExcept(PositionSigns) && field.AsSpan().ContainsAny('/', ':');

    private static List<(int Start, int Length)> ReadPositions(string field)
    {
        var positions = new List<(int, int)>();
        foreach (string group in field.Split([';', '[', ']', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = group.Split('/', ':');
            positions.Add(parts.Length == 2 && Number(parts[0], out int start) && Number(parts[1], out int length) && length > 0
                ? (start, length)
                : throw new FormatException($"the position '{group}' is not start/length"));
        }

        return positions.Count > 0 ? positions : throw new FormatException("the positions are missing");
    }

    private static bool Number(string text, out int number) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
