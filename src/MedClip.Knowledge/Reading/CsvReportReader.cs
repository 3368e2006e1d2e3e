using System.Globalization;
using System.Text;
using CsvHelper;

namespace MedClip.Knowledge;

/// <summary>Reads reports from the rows of a table.</summary>
internal sealed class CsvReportReader : ReportReader
{
    private readonly ReportContent content;
    private readonly CsvReader csv;
    private readonly ReportColumns columns;
    private readonly ReportReadingOptions options;
    private readonly string? headerless; // the first report of a table that has one column and no header

    private CsvReportReader(ReportContent content, CsvReader csv, string[] header, ReportReadingOptions options)
    {
        (this.content, this.csv, this.options) = (content, csv, options);
        columns = ReportColumns.Bind(header, content.Source, options);
        headerless = columns.IsHeaderless ? header[0] : null;
    }

    public override ReportFormat Format => ReportFormat.Csv;

    public override string IdName => columns.IdName;

    public override double? FractionRead => content.FractionRead;

    public static CsvReportReader Open(ReportContent content, ReportReadingOptions options)
    {
        CsvReader csv = CsvReader.Create(content.Stream, CsvReaderOptions.Default with
        {
            Separator = IsTabbed(content) ? '\t' : ',',
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            // A missing closing quote must not swallow a file of any size; a character takes at most three bytes, a quote two.
            MaxRecordSize = (int)Math.Min(1L << 30, (3L * options.MaximumLength) + 4096),
            IncludeValuesInExceptions = false,
        }, leaveOpen: true);
        try
        {
            string[] header = Guarded(content.Source, () => csv.Headers.ToArray());
            return header.Any(name => name.Trim().Length > 0)
                ? new CsvReportReader(content, csv, header, options)
                : throw InvalidInputException.At(content.Source, null, "the file is empty; a report table with a header line is expected.");
        }
        catch
        {
            csv.Dispose();
            throw;
        }
    }

    public override IEnumerable<ReportDocument> Read()
    {
        int row = 0;
        if (headerless is not null)
        {
            yield return new ReportDocument((++row).ToString(CultureInfo.InvariantCulture), ReportText.Parse(headerless), "line 1");
        }

        while (Guarded(content.Source, csv.Read))
        {
            row++;
            if (csv.FieldCount != columns.Count)
            {
                throw InvalidInputException.At(
                    content.Source, $"line {csv.LineNumber}", $"the row has {csv.FieldCount} fields, the header {columns.Count}.", "A comma inside a text needs quotes around the field.");
            }

            string id = columns.Id < 0 ? row.ToString(CultureInfo.InvariantCulture) : csv.GetString(columns.Id);
            yield return new ReportDocument(id, ReadText(), $"line {csv.LineNumber.ToString(CultureInfo.InvariantCulture)}");
        }

        if (row == 0)
        {
            throw InvalidInputException.At(content.Source, null, "the table has a header but no rows.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        csv.Dispose();
        content.Dispose();
    }

    private ReportText ReadText()
    {
        ReportText report = ReportText.OfColumns(columns.Sections.Select(section => (section.Name, (string?)csv.GetString(section.Index))));
        if (columns.Whole >= 0 && !report.Sections.Any(section => section.Kind is SectionKind.Findings or SectionKind.Impression or SectionKind.Body))
        {
            report = ReportText.Parse(csv.GetString(columns.Whole));
        }

        return report.Text.Length <= options.MaximumLength
            ? report
            : throw InvalidInputException.At(content.Source, $"line {csv.LineNumber}", $"the report has {report.Text.Length} characters; at most {options.MaximumLength} are read.");
    }

    private static bool IsTabbed(ReportContent content) =>
        content.Source.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) || content.Source.EndsWith(".tsv.gz", StringComparison.OrdinalIgnoreCase);

    private static T Guarded<T>(string source, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException e)
        {
            throw InvalidInputException.At(
                source, e.LineNumber > 0 ? $"line {e.LineNumber}" : null, $"the row cannot be read: {e.Message}",
                "Put quotes around fields with commas, quotes or line breaks, and double the quotes inside.", e);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw InvalidInputException.At(source, null, $"the table cannot be read: {e.Message}", innerException: e);
        }
    }
}
