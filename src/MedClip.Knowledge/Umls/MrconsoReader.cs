using System.Text;

namespace MedClip.Knowledge;

/// <summary>
/// Reads <c>MRCONSO.RRF</c> row by row: CUI LAT TS LUI STT SUI ISPREF AUI SAUI SCUI SDUI SAB TTY CODE STR SRL SUPPRESS CVF
/// (UMLS Reference Manual, https://www.ncbi.nlm.nih.gov/books/NBK9685). Memory does not grow with the file.
/// </summary>
public static class MrconsoReader
{
    internal const int FieldCount = 18;
    private const int Lat = 1, Ts = 2, Stt = 4, IsPref = 6, Sab = 11, Tty = 12, Str = 14, Suppress = 16;

    /// <summary>The names that pass a filter, in the file's order; semantic types, which stand in another file, play no part.</summary>
    /// <param name="path">The file, plain or <c>.gz</c>.</param>
    /// <param name="filter">Languages, sources and suppressed names; null for English, all sources, none suppressed.</param>
    /// <exception cref="InvalidInputException">A row is malformed; the message carries file and line.</exception>
    public static IEnumerable<UmlsAtom> Read(string path, UmlsFilter? filter = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using RrfReader rows = Open(path);
        foreach (UmlsAtom atom in Read(rows, path, filter ?? new UmlsFilter(), concept => true))
        {
            yield return atom;
        }
    }

    internal static RrfReader Open(string path) => RrfReader.Open(path, "MRCONSO", FieldCount);

    internal static IEnumerable<UmlsAtom> Read(RrfReader rows, string path, UmlsFilter filter, Func<int, bool> wanted)
    {
        byte[][] languages = Utf8(filter.Languages), sources = Utf8(filter.Sources);
        while (rows.Read())
        {
            int cui = Cui.Number(rows[0]);
            if (cui < 0)
            {
                throw InvalidInputException.At(path, $"line {rows.Row}", $"'{Encoding.UTF8.GetString(rows[0])}' is no concept identifier; they look like C0018800.");
            }

            bool suppressed = !rows[Suppress].SequenceEqual("N"u8);
            if (wanted(cui) && (filter.IncludeSuppressed || !suppressed) && IsAny(rows[Lat], languages) && IsAny(rows[Sab], sources))
            {
                bool preferred = rows[Ts].SequenceEqual("P"u8) && rows[Stt].SequenceEqual("PF"u8) && rows[IsPref].SequenceEqual("Y"u8);
                yield return new UmlsAtom(Text(rows, 0), Text(rows, Str), Text(rows, Lat), Text(rows, Sab), Text(rows, Tty), preferred, suppressed);
            }
        }
    }

    private static string Text(RrfReader rows, int field) => Encoding.UTF8.GetString(rows[field]);

    private static byte[][] Utf8(IReadOnlyList<string> texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private static bool IsAny(ReadOnlySpan<byte> field, byte[][] accepted)
    {
        foreach (byte[] one in accepted)
        {
            if (field.SequenceEqual(one))
            {
                return true;
            }
        }

        return accepted.Length == 0;
    }
}
