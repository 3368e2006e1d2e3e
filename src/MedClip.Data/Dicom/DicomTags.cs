using System.Globalization;

namespace MedClip.Data;

/// <summary>
/// What a DICOM file says about its film. Whatever tells the patient (name, id, accession number) is left out or replaced by a salted hash, unless asked
/// for (<see cref="DicomReaderOptions.Identifiers"/>).
/// </summary>
public sealed class DicomTags
{
    private readonly SortedDictionary<uint, string> values;

    internal DicomTags(SortedDictionary<uint, string> values, string transferSyntax, bool hasMetaHeader, string? patientHash)
    {
        this.values = values;
        TransferSyntax = transferSyntax;
        HasMetaHeader = hasMetaHeader;
        PatientHash = patientHash;
    }

    /// <summary>The transfer syntax's UID.</summary>
    public string TransferSyntax { get; }

    /// <summary>Whether the file starts with a meta header, as it should.</summary>
    public bool HasMetaHeader { get; }

    /// <summary>16 hexadecimal digits that stand for the patient's id: equal ids and salts give equal hashes. Null without an id.</summary>
    public string? PatientHash { get; }

    /// <summary>E.g. CR or DX; null when absent.</summary>
    public string? Modality => this["Modality"];

    /// <summary>E.g. PA, AP or LL; null when absent.</summary>
    public string? ViewPosition => this["ViewPosition"];

    /// <summary>L, R, B or U, of the image, else of the series; null when absent.</summary>
    public string? Laterality => this["ImageLaterality"] ?? this["Laterality"];

    /// <summary>E.g. CHEST; null when absent.</summary>
    public string? BodyPart => this["BodyPartExamined"];

    /// <summary>M, F or O; null when absent.</summary>
    public string? PatientSex => this["PatientSex"];

    /// <summary>The age in years ("067Y", "018M" and plain numbers are understood); null when absent or unreadable.</summary>
    public double? AgeInYears => ParseAge(this["PatientAge"]);

    /// <summary>The study's UID; null when absent.</summary>
    public string? StudyUid => this["StudyInstanceUID"];

    /// <summary>The series' UID; null when absent.</summary>
    public string? SeriesUid => this["SeriesInstanceUID"];

    /// <summary>The image's UID; null when absent.</summary>
    public string? InstanceUid => this["SOPInstanceUID"];

    /// <summary>Millimetres between rows and between columns, in the patient, else at the imager; null when absent. Pixels are never resampled by it.</summary>
    public (double Rows, double Columns)? Spacing => Pair("PixelSpacing") ?? Pair("ImagerPixelSpacing");

    /// <summary>Whether the file says that its pixels carry writing; null when it does not say.</summary>
    public bool? BurnedInAnnotation => this["BurnedInAnnotation"] switch { "YES" => true, "NO" => false, _ => null };

    /// <summary>The keywords (PS3.6) of the tags that the file has, in the order of their numbers.</summary>
    public IEnumerable<string> Keywords => values.Keys.Select(key => DicomTagKey.Name(key)!);

    /// <summary>A tag's value without padding; several values are parted by a backslash. Null when the file lacks it, it is empty, or it is not among those read.</summary>
    /// <param name="keyword">A keyword of the standard, e.g. "ViewPosition".</param>
    public string? this[string keyword] =>
        DicomTagKey.Key(keyword) is { } key && values.TryGetValue(key, out string? value) && value.Length > 0 ? value : null;

    internal int? Whole(string keyword) =>
        int.TryParse(First(keyword), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null;

    internal double[] Numbers(string keyword)
    {
        if (this[keyword] is not { } text)
        {
            return [];
        }

        var numbers = new List<double>();
        foreach (string part in text.Split('\\'))
        {
            if (!double.TryParse(part.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
            {
                return [];
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private string? First(string keyword) => this[keyword]?.Split('\\')[0].Trim();

    private (double Rows, double Columns)? Pair(string keyword) => Numbers(keyword) is [> 0 and var rows, > 0 and var columns] ? (rows, columns) : null;

    private static double? ParseAge(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        double unit = char.ToUpperInvariant(text[^1]) switch { 'D' => 365.25, 'W' => 365.25 / 7, 'M' => 12, _ => 1 };
        string number = char.IsAsciiLetter(text[^1]) ? text[..^1] : text;
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0 ? value / unit : null;
    }
}
