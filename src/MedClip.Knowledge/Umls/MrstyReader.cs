using System.Globalization;
using System.Text;

namespace MedClip.Knowledge;

/// <summary>Reads <c>MRSTY.RRF</c> row by row: CUI TUI STN STY ATUI CVF. Memory does not grow with the file.</summary>
public static class MrstyReader
{
    internal const int FieldCount = 6;

    /// <summary>The semantic types, in the file's order.</summary>
    /// <param name="path">The file, plain or <c>.gz</c>.</param>
    /// <exception cref="InvalidInputException">A row is malformed; the message carries file and line.</exception>
    public static IEnumerable<UmlsSemanticType> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using RrfReader rows = Open(path);
        foreach (UmlsSemanticType type in ReadAll(rows, path))
        {
            yield return type;
        }
    }

    internal static IEnumerable<UmlsSemanticType> ReadAll(RrfReader rows, string path)
    {
        while (rows.Read())
        {
            Check(rows, path, out _, out _);
            yield return new UmlsSemanticType(Encoding.UTF8.GetString(rows[0]), Encoding.UTF8.GetString(rows[1]), Encoding.UTF8.GetString(rows[3]));
        }
    }

    internal static RrfReader Open(string path) => RrfReader.Open(path, "MRSTY", FieldCount);

    /// <summary>For each concept number the first of its accepted semantic types, e.g. 47 for T047; 0 for a concept without.</summary>
    internal static ushort[] AcceptedTypes(RrfReader rows, string path, UmlsFilter filter)
    {
        var accepted = filter.SemanticTypes.Select(tui => int.TryParse(tui.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && tui[0] == 'T'
            ? number
            : throw new ArgumentException($"'{tui}' is no semantic type; they look like T047.", nameof(filter))).ToHashSet();
        var types = new ushort[Cui.Count];
        while (rows.Read())
        {
            Check(rows, path, out int cui, out int tui);
            if (types[cui] == 0 && (accepted.Count == 0 || accepted.Contains(tui)))
            {
                types[cui] = (ushort)tui;
            }
        }

        return types;
    }

    private static void Check(RrfReader rows, string path, out int cui, out int tui)
    {
        cui = Cui.Number(rows[0]);
        ReadOnlySpan<byte> type = rows[1];
        if (cui < 0 || type.Length != 4 || type[0] != 'T' || !int.TryParse(type[1..], NumberStyles.None, CultureInfo.InvariantCulture, out tui))
        {
            throw InvalidInputException.At(
                path, $"line {rows.Row}", $"'{Encoding.UTF8.GetString(rows[0])}|{Encoding.UTF8.GetString(type)}' is no concept with its semantic type; they look like C0018800|T047.");
        }
    }
}
