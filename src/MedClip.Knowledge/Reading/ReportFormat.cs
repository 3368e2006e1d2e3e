namespace MedClip.Knowledge;

/// <summary>How reports are stored.</summary>
public enum ReportFormat
{
    /// <summary>A table with a header, one report a row (Open-I's, CheXpert's, MIMIC-CXR's sectioned reports).</summary>
    Csv,

    /// <summary>Open-I's XML: one <c>eCitation</c> a report, sections in <c>AbstractText</c>.</summary>
    OpenIXml,

    /// <summary>MIMIC-CXR's text files, <c>files/p10/p10000032/s50414267.txt</c>; the study's name is the id.</summary>
    Mimic,

    /// <summary>BioC XML, one <c>document</c> a report; its annotations come along as <see cref="ReportText.Concepts"/>.</summary>
    BioC,

    /// <summary>Text files, one report a file; the file's name is the id.</summary>
    Text,
}
