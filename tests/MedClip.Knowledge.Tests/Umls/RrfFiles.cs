using System.Text;

namespace MedClip.Knowledge.Tests;

/// <summary>A small UMLS release of our own making.</summary>
internal static class RrfFiles
{
    private static readonly (string Cui, string Tui, string Sty, (string Lat, string Sab, string Text, bool Preferred, string Suppress)[] Names)[] Concepts =
    [
        ("C0018800", "T046", "Pathologic Function", [("ENG", "MSH", "Cardiomegaly", true, "N"), ("ENG", "SNOMEDCT_US", "Cor giganteum (disorder)", false, "N"), ("ENG", "MSH", "Hypertrophy, Cardiac", false, "N"), ("FRE", "MSHFRE", "Cardiomegalie", false, "N"), ("ENG", "OLD", "Bucardia", false, "O")]),
        ("C0013604", "T046", "Pathologic Function", [("ENG", "MSH", "Edema", true, "N"), ("ENG", "MSH", "Dropsy", false, "N")]),
        ("C0031039", "T047", "Disease or Syndrome", [("ENG", "MSH", "Pericardial effusion", true, "N")]),
        ("C0013687", "T046", "Pathologic Function", [("ENG", "MSH", "Effusion", true, "N"), ("ENG", "MSH", "Effusions", false, "N")]),
        ("C0032227", "T047", "Disease or Syndrome", [("ENG", "MSH", "Hydrothoraces, NOS", true, "N"), ("ENG", "MSH", "Pleural Effusion", false, "N"), ("ENG", "MSH", "PE", false, "N")]),
        ("C5203670", "T047", "Disease or Syndrome", [("ENG", "MSH", "COVID-19", true, "N"), ("ENG", "MSH", "Coronavirus disease 2019", false, "N")]),
        ("C0004057", "T109", "Organic Chemical", [("ENG", "MSH", "Aspirin", true, "N")]),
    ];

    public static string WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "MRCONSO.RRF"), Names());
        File.WriteAllText(Path.Combine(folder, "MRSTY.RRF"), Types());
        return folder;
    }

    public static string Names()
    {
        var text = new StringBuilder();
        int atom = 0;
        foreach (var concept in Concepts)
        {
            foreach (var name in concept.Names)
            {
                string pref = name.Preferred ? "Y" : "N", ts = name.Preferred ? "P" : "S";
                text.Append($"{concept.Cui}|{name.Lat}|{ts}|L{atom:0000000}|PF|S{atom:0000000}|{pref}|A{++atom:0000000}||||{name.Sab}|PT|{atom}|{name.Text}|0|{name.Suppress}||\n");
            }
        }

        return text.ToString();
    }

    public static string Types() => string.Concat(Concepts.Select(concept => $"{concept.Cui}|{concept.Tui}|B2.2|{concept.Sty}|AT1||\n"));
}
