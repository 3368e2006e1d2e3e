namespace MedClip.Knowledge;

/// <summary>A folder that holds one report a file, at any depth; files come in the order of their paths.</summary>
internal static class ReportFolder
{
    public static ReportReader Open(string folder, ReportReadingOptions options)
    {
        string[] files = Files(folder, options.Format);
        if (files.Length == 0)
        {
            throw InvalidInputException.At(folder, null, $"the folder holds no report: no file ends in {Endings(options.Format)}.");
        }

        ReportFormat? format = options.Format;
        if (format == ReportFormat.Csv)
        {
            throw InvalidInputException.At(folder, null, "a folder cannot be read as a table.", "Name the file.");
        }

        if (format is null && files[0].EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
        {
            using var first = ReportContent.Of(ReportReader.OpenFile(files[0]), files[0]);
            format = first.TellFormat(null);
        }

        return new DocumentReportReader(files, format ?? ReportContent.FormatOfText(files[0]), options);
    }

    private static string[] Files(string folder, ReportFormat? format)
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive };
        string[] xml = format is null or ReportFormat.OpenIXml or ReportFormat.BioC ? Directory.GetFiles(folder, "*.xml", all) : [];
        string[] files = xml.Length > 0 || format is ReportFormat.OpenIXml or ReportFormat.BioC ? xml : Directory.GetFiles(folder, "*.txt", all);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private static string Endings(ReportFormat? format) => format switch
    {
        null => ".xml or .txt",
        ReportFormat.OpenIXml or ReportFormat.BioC => ".xml",
        _ => ".txt",
    };
}
