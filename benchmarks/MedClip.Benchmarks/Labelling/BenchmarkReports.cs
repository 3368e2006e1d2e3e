using MedClip.Knowledge;

namespace MedClip.Benchmarks.Labelling;

/// <summary>The reports that are labelled: Open-I's where they are at hand (<c>MEDCLIP_SHARED</c>, else <c>../shared</c>), else generated ones of a like length.</summary>
internal static class BenchmarkReports
{
    private static readonly string[] Sentences =
    [
        "The heart is normal in size.", "The cardiac silhouette is mildly enlarged.", "No pleural effusion, pneumothorax or focal consolidation.", "The lungs are clear.",
        "There is a small left pleural effusion with adjacent atelectasis.", "Right lower lobe opacity may represent pneumonia.", "No acute cardiopulmonary abnormality.",
        "Mild pulmonary vascular congestion without overt edema.", "Degenerative changes of the thoracic spine.", "A right internal jugular catheter ends in the superior vena cava.",
        "The mediastinal contours are within normal limits.", "Calcified granuloma in the left upper lobe, unchanged.", "No displaced rib fracture is identified.", "Low lung volumes.",
    ];

    /// <summary>The reports, and where they come from.</summary>
    public static (IReadOnlyList<ReportText> Reports, string Origin) Load()
    {
        string shared = Environment.GetEnvironmentVariable("MEDCLIP_SHARED") is { Length: > 0 } set ? set : Path.Combine("..", "shared");
        string table = Path.Combine(shared, "data", "openi", "reports.csv");
        if (!File.Exists(table))
        {
            return ([.. Generate(3000)], "generated reports");
        }

        using ReportReader reader = ReportReader.Open(table, new ReportReadingOptions { TextColumns = ["findings", "impression"] });
        return ([.. reader.Read().Where(report => !report.IsBlank).Select(report => report.Report)], "Open-I reports");
    }

    /// <summary>Reports of about 250 characters; the same for the same count.</summary>
    public static IEnumerable<ReportText> Generate(int count)
    {
        SplitMix64 random = new SeedSequence(7).For("benchmark reports").ToRandom();
        for (int i = 0; i < count; i++)
        {
            yield return ReportText.OfColumns(("findings", Paragraph(random, 3 + random.Next(5))), ("impression", Paragraph(random, 1 + random.Next(2))));
        }
    }

    private static string Paragraph(SplitMix64 random, int sentences) => string.Join(' ', Enumerable.Range(0, sentences).Select(_ => Sentences[random.Next(Sentences.Length)]));
}
