using CsvHelper;

namespace MedClip.Data;

/// <summary>A CSV file read row by row, with errors that carry file and line.</summary>
internal sealed class CsvTable : IDisposable
{
    // A row is bounded: a missing closing quote must not swallow a file of any size into memory.
    private const int MaxRecordBytes = 1 << 20;

    private readonly CsvReader reader;

    private CsvTable(string path, CsvReader reader)
    {
        Path = path;
        this.reader = reader;
        Header = [.. reader.Headers.Select(name => name.Trim())];
    }

    public string Path { get; }

    public string[] Header { get; }

    /// <summary>The line on which the current row starts, from 1.</summary>
    public int Line => (int)reader.LineNumber;

    public static CsvTable Open(string path, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw InvalidInputException.At(path, null, $"there is no such file; {what} is expected.");
        }

        CsvReader? reader = null;
        try
        {
            reader = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                ? CsvReader.Create(new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress), Options(path), false)
                : CsvReader.FromFile(path, Options(path), FileOptions.SequentialScan);
            var table = new CsvTable(path, reader);
            return table.Header.Any(name => name.Length > 0)
                ? table
                : throw InvalidInputException.At(path, null, $"the file is empty; {what} with a header line is expected.");
        }
        catch (Exception e)
        {
            reader?.Dispose();
            if (e is CsvFormatException or IOException or InvalidDataException or UnauthorizedAccessException)
            {
                throw InvalidInputException.At(path, null, $"the file cannot be read: {e.Message}", innerException: e);
            }

            throw;
        }
    }

    public bool Read()
    {
        try
        {
            if (!reader.Read())
            {
                return false;
            }
        }
        catch (InvalidDataException e)
        {
            throw InvalidInputException.At(Path, null, $"the compressed file is damaged: {e.Message}", innerException: e);
        }
        catch (CsvFormatException e)
        {
            throw InvalidInputException.At(
                Path, e.LineNumber > 0 ? $"line {e.LineNumber}" : null, $"the row cannot be read: {e.Message}",
                "Put quotes around fields with commas, quotes or line breaks, and double the quotes inside.", e);
        }

        return reader.FieldCount == Header.Length
            ? true
            : throw Wrong($"the row has {reader.FieldCount} fields, the header {Header.Length}.", "A comma inside a text needs quotes around the field.");
    }

    /// <summary>The field as UTF-8, without blanks around it; valid until the next row.</summary>
    public ReadOnlySpan<byte> Span(int column) => reader.GetSpan(column).Trim(" \t\r\n"u8);

    /// <summary>The field, trimmed, or null when it is blank or the table lacks the column.</summary>
    public string? Text(int column) => column >= 0 && reader.GetString(column).Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The first column with one of the names (compared by letters and digits), or −1.</summary>
    public int IndexOf(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            string wanted = FindingName.Normalize(name);
            int index = Array.FindIndex(Header, column => FindingName.Normalize(column) == wanted);
            if (index >= 0)
            {
                return index;
            }
        }

        return -1;
    }

    public InvalidInputException Wrong(string problem, string? remedy = null) => InvalidInputException.At(Path, $"line {Line}", problem, remedy);

    public void Dispose() => reader.Dispose();

    private static CsvReaderOptions Options(string path) => CsvReaderOptions.Default with
    {
        Separator = path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tsv.gz", StringComparison.OrdinalIgnoreCase) ? '\t' : ',',
        TrackLineNumbers = true,
        MaxRecordSize = MaxRecordBytes,
        MalformedData = CsvMalformedDataHandling.Throw,
    };
}
