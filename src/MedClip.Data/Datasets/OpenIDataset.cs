using System.Xml;
using System.Xml.Linq;

namespace MedClip.Data;

/// <summary>
/// Open-I, the Indiana University collection (https://openi.nlm.nih.gov): an XML file for each study with its report and MeSH codes, films as PNG
/// named in <c>parentImage</c>. A study whose films are not there still gives its report.
/// </summary>
public sealed class OpenIDataset : IFilmDataset
{
    private const long LongestFile = 4 << 20;

    /// <inheritdoc/>
    public string Name => "openi";

    /// <inheritdoc/>
    public string Description => "Open-I: the folder of XML reports (or one with ecgen-radiology/ or xml/), films as PNG";

    /// <inheritdoc/>
    public FindingSet Findings(string source) => FindingSet.CheXpert;

    /// <inheritdoc/>
    public IEnumerable<DatasetFilm> Read(string source, DatasetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string folder = Folder(source);
        string images = options.ImageRoot ?? new[] { "images", "NLMCXR_png", "png" }.Select(name => Path.Combine(source, name)).FirstOrDefault(Directory.Exists) ?? folder;
        foreach (string file in Directory.EnumerateFiles(folder, "*.xml").OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal))
        {
            XElement root = Load(file);
            string id = root.Element("uId")?.Attribute("id")?.Value ?? Path.GetFileNameWithoutExtension(file);
            FindingLabels labels = Labels(root);
            var report = new ReportRecord(id, null, Section(root, "FINDINGS"), Section(root, "IMPRESSION")) { Patient = id };
            string[] films = [.. root.Elements("parentImage").Select(image => image.Attribute("id")?.Value).OfType<string>().Where(name => !name.AsSpan().ContainsAny('/', '\\', '\0'))];
            foreach (string name in films.DefaultIfEmpty(id))
            {
                yield return new DatasetFilm(Path.Combine(images, name + ".png"), labels) { Patient = id, Study = id, Report = report.Body.Length > 0 ? report : null };
            }
        }
    }

    private static string Folder(string source)
    {
        foreach (string candidate in (string[])[source, Path.Combine(source, "ecgen-radiology"), Path.Combine(source, "xml")])
        {
            if (Directory.Exists(candidate) && Directory.EnumerateFiles(candidate, "*.xml").Any())
            {
                return candidate;
            }
        }

        throw InvalidInputException.At(source, null, "there are no XML reports in it; looked in it, in ecgen-radiology/ and in xml/.");
    }

    private static XElement Load(string file)
    {
        try
        {
            if (new FileInfo(file).Length > LongestFile)
            {
                throw InvalidInputException.At(file, null, $"the report has more than {LongestFile} bytes.");
            }

            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 1024 };
            using XmlReader reader = XmlReader.Create(file, settings);
            return XElement.Load(reader);
        }
        catch (Exception e) when (e is XmlException or IOException)
        {
            throw InvalidInputException.At(file, null, $"the report cannot be read: {e.Message}", innerException: e);
        }
    }

    private static string? Section(XElement root, string label) =>
        root.Descendants("AbstractText").FirstOrDefault(text => text.Attribute("Label")?.Value == label)?.Value.Trim() is { Length: > 0 } section ? section : null;

    // MeSH says what is present; "normal" alone says that nothing is. A code's qualifiers ("Cardiomegaly/mild") follow a slash.
    private static FindingLabels Labels(XElement root)
    {
        FindingSet findings = FindingSet.CheXpert;
        LabelValue[] values = FindingLabels.None(findings).Values.ToArray();
        string[] codes = [.. root.Descendants("major").Select(code => code.Value.Split('/')[0].Trim())];
        foreach (string code in codes)
        {
            Finding? finding = code switch
            {
                "Pleural Effusion" => Finding.PleuralEffusion,
                "Pulmonary Atelectasis" or "Atelectasis" => Finding.Atelectasis,
                "Pulmonary Edema" => Finding.Edema,
                "Opacity" or "Infiltrate" or "Airspace Disease" => Finding.LungOpacity,
                "Nodule" or "Mass" => Finding.LungLesion,
                "Fractures, Bone" => Finding.Fracture,
                "Implanted Medical Device" or "Medical Device" or "Catheters, Indwelling" or "Tube, Inserted" => Finding.SupportDevices,
                "normal" => Finding.NoFinding,
                _ => FindingAliases.Resolve(code),
            };
            if (finding is { } known && findings.IndexOf(known) is var place and >= 0)
            {
                values[place] = LabelValue.Positive;
            }
        }

        if (codes.Length > 0 && values[findings.IndexOf(Finding.NoFinding)] != LabelValue.Positive)
        {
            values[findings.IndexOf(Finding.NoFinding)] = LabelValue.Negative;
        }

        return new FindingLabels(findings, values);
    }
}
