using System.IO.Compression;
using System.Text;

namespace MedClip.Knowledge;

/// <summary>A source of reports, unpacked, with its first bytes known.</summary>
internal sealed class ReportContent : IDisposable
{
    private const int PeekedBytes = 4096;

    private readonly PeekedStream raw;
    private readonly PeekedStream plain;
    private readonly long? length;

    private ReportContent(PeekedStream raw, PeekedStream plain, long? length, string source) =>
        (this.raw, this.plain, this.length, Source) = (raw, plain, length, source);

    /// <summary>What messages call it.</summary>
    public string Source { get; }

    public Stream Stream => plain;

    public bool IsEmpty => plain.Head.IsEmpty;

    public double? FractionRead => length is > 0 ? Math.Min(1, raw.Count / (double)length) : null;

    public static ReportContent Of(Stream stream, string source)
    {
        long? length = stream.CanSeek ? stream.Length : null;
        try
        {
            var raw = new PeekedStream(stream, PeekedBytes);
            bool packed = raw.Head is [0x1f, 0x8b, ..];
            PeekedStream plain = packed ? new PeekedStream(new GZipStream(raw, CompressionMode.Decompress), PeekedBytes) : raw;
            return new ReportContent(raw, plain, length, source);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw InvalidInputException.At(source, null, $"the content cannot be read: {e.Message}", innerException: e);
        }
    }

    /// <summary>The format asked for, else what root element or name tell.</summary>
    public ReportFormat TellFormat(ReportFormat? asked)
    {
        string name = Source.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Source[..^3] : Source;
        bool isTable = name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase);
        if (asked is { } format)
        {
            return format == ReportFormat.Mimic && isTable ? ReportFormat.Csv : format;
        }

        string head = Encoding.UTF8.GetString(plain.Head).TrimStart('\ufeff', ' ', '\t', '\r', '\n');
        if (head.StartsWith('<') && !isTable)
        {
            return head.Contains("<eCitation", StringComparison.Ordinal) ? ReportFormat.OpenIXml
                : head.Contains("<collection", StringComparison.Ordinal) ? ReportFormat.BioC
                : throw InvalidInputException.At(Source, null, "the root of the XML is neither 'eCitation' (Open-I) nor 'collection' (BioC).", "Name the format.");
        }

        return name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) ? FormatOfText(name) : ReportFormat.Csv;
    }

    /// <summary>MIMIC-CXR names its files by study: s50414267.txt.</summary>
    public static ReportFormat FormatOfText(string path)
    {
        ReadOnlySpan<char> name = Path.GetFileNameWithoutExtension(path.AsSpan());
        return name.Length > 1 && name[0] == 's' && !name[1..].ContainsAnyExceptInRange('0', '9') ? ReportFormat.Mimic : ReportFormat.Text;
    }

    public void Dispose()
    {
        plain.Dispose();
        raw.Dispose();
    }
}
