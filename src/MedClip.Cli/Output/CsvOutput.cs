using CsvHelper;

namespace MedClip.Cli;

/// <summary>Writes a table as CSV: aside, then in place, so that no half table is ever seen.</summary>
internal static class CsvOutput
{
    /// <param name="path">The file.</param>
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">The rows, one field for each column.</param>
    public static void Write(string path, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) =>
        AtomicFile.Write(path, stream =>
        {
            using CsvWriter writer = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);
            writer.WriteRecord([.. header]);
            foreach (IReadOnlyList<string> row in rows)
            {
                writer.WriteRecord([.. row]);
            }
        });
}
