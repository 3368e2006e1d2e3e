using System.Xml;

namespace MedClip.Knowledge;

/// <summary>Reads text and XML: one source, or the files of a folder one after another.</summary>
internal sealed class DocumentReportReader : ReportReader
{
    private readonly string[] files;
    private readonly ReportReadingOptions options;
    private ReportContent? content;
    private int filesRead;

    public DocumentReportReader(ReportContent content, ReportFormat format, ReportReadingOptions options)
        : this([content.Source], format, options)
    {
        this.content = content;
        if (content.IsEmpty && format != ReportFormat.Text && format != ReportFormat.Mimic)
        {
            throw InvalidInputException.At(content.Source, null, "the file is empty; reports are expected.");
        }
    }

    public DocumentReportReader(string[] files, ReportFormat format, ReportReadingOptions options) =>
        (this.files, Format, this.options) = (files, format, options);

    public override ReportFormat Format { get; }

    public override string IdName => Format switch
    {
        ReportFormat.OpenIXml => "uId",
        ReportFormat.Mimic => "study",
        _ => "id",
    };

    public override double? FractionRead => files.Length == 1 ? content?.FractionRead : filesRead / (double)files.Length;

    public override IEnumerable<ReportDocument> Read()
    {
        foreach (string file in files)
        {
            content ??= ReportContent.Of(OpenFile(file), file);
            foreach (ReportDocument document in Guarded(Parse(content.Stream, file), file))
            {
                yield return document.Report.Text.Length <= options.MaximumLength
                    ? document
                    : throw InvalidInputException.At(file, null, $"the report '{document.Id}' has {document.Report.Text.Length} characters; at most {options.MaximumLength} are read.");
            }

            filesRead++;
            if (files.Length > 1)
            {
                content.Dispose();
                content = null;
            }
        }
    }

    protected override void Dispose(bool disposing) => content?.Dispose();

    private IEnumerable<ReportDocument> Parse(Stream stream, string file) => Format switch
    {
        ReportFormat.OpenIXml => OpenIXml.Read(stream, file, options.MaximumLength),
        ReportFormat.BioC => BioCXml.Read(stream, file, options.MaximumLength),
        _ => [PlainText.Read(stream, file, options.MaximumLength)],
    };

    /// <summary>Turns what the parsers throw into errors that name the file and the line.</summary>
    private static IEnumerable<ReportDocument> Guarded(IEnumerable<ReportDocument> documents, string file)
    {
        using IEnumerator<ReportDocument> each = documents.GetEnumerator();
        while (true)
        {
            try
            {
                if (!each.MoveNext())
                {
                    yield break;
                }
            }
            catch (XmlException e)
            {
                throw InvalidInputException.At(file, e.LineNumber > 0 ? $"line {e.LineNumber}" : null, $"the XML cannot be read: {e.Message}", innerException: e);
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                throw InvalidInputException.At(file, null, $"the content cannot be read: {e.Message}", innerException: e);
            }

            yield return each.Current;
        }
    }
}
