namespace MedClip.Knowledge;

/// <summary>
/// Reads reports one after another, in flat memory, from a file, a folder or a stream; <c>.gz</c> is unpacked on the fly.
/// XML is read without document types and entities of its own: such files are refused. Single pass; not thread-safe.
/// </summary>
public abstract class ReportReader : IDisposable
{
    /// <summary>What the ids are called: the table's own column name, else <c>id</c>, <c>study</c> (MIMIC-CXR) or <c>uId</c> (Open-I).</summary>
    public abstract string IdName { get; }

    /// <summary>How much of the source has been read, in [0, 1]; null when its size is unknown.</summary>
    public abstract double? FractionRead { get; }

    /// <summary>The format that is being read.</summary>
    public abstract ReportFormat Format { get; }

    /// <summary>The reports, in order. May be enumerated once.</summary>
    /// <exception cref="InvalidInputException">A report is malformed; the message carries file and line.</exception>
    public abstract IEnumerable<ReportDocument> Read();

    /// <summary>Opens a file, or a folder that holds one report a file.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="options">How reports are found; null for the defaults.</param>
    /// <exception cref="InvalidInputException">It is missing, empty, or not what the options say.</exception>
    public static ReportReader Open(string path, ReportReadingOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new ReportReadingOptions();
        if (Directory.Exists(path))
        {
            return ReportFolder.Open(path, options);
        }

        if (!File.Exists(path))
        {
            throw InvalidInputException.At(path, null, "there is no such file; reports are expected.");
        }

        FileStream file = OpenFile(path);
        try
        {
            return Open(file, path, options);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads reports from a stream, e.g. standard input.</summary>
    /// <param name="stream">The content, plain or gzip; disposed with the reader.</param>
    /// <param name="source">What messages call it; its ending helps to tell the format.</param>
    /// <param name="options">How reports are found; null for the defaults.</param>
    /// <exception cref="InvalidInputException">The stream is empty, or not what the options say.</exception>
    public static ReportReader Open(Stream stream, string source, ReportReadingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        options ??= new ReportReadingOptions();
        var content = ReportContent.Of(stream, source);
        ReportFormat format = content.TellFormat(options.Format);
        return format == ReportFormat.Csv
            ? CsvReportReader.Open(content, options)
            : new DocumentReportReader(content, format, options);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the source.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected abstract void Dispose(bool disposing);

    internal static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InvalidInputException.At(path, null, $"the file cannot be read: {e.Message}", innerException: e);
        }
    }
}
