using System.IO.Compression;
using System.Text;

namespace MedClip.Knowledge.Fuzz;

/// <summary>Reads files of all formats that are broken in all ways.</summary>
internal sealed class FileTrial
{
    private const string Mrconso = "C0018800|ENG|P|L1|PF|S1|Y|A1||||MSH|PT|1|Cardiomegaly|0|N||\nC0032227|ENG|P|L2|PF|S2|Y|A2||||MSH|PT|2|Pleural Effusion|0|N||\n";
    private const string Mrsty = "C0018800|T046|B2.2|Pathologic Function|AT1||\nC0032227|T047|B2.2|Disease or Syndrome|AT2||\n";
    private const string Csv = "uid,findings,impression\n1,\"No effusion, \"\"none\"\".\",Clear.\n2,Edema.,\n";
    private const string OpenI = "<?xml version=\"1.0\"?><eCitation><uId id=\"CXR1\"/><AbstractText Label=\"FINDINGS\">No edema &amp; effusion.</AbstractText><MeSH><major>normal</major></MeSH></eCitation>";

    private const string BioC =
        "<?xml version=\"1.0\"?><collection><document><id>1</id><passage><offset>0</offset><text>No edema.</text><annotation id=\"a\"><infon key=\"CUI\">C0034063</infon><location offset=\"3\" length=\"5\"/><text>edema</text></annotation></passage></document></collection>";

    private const string Mmi =
        "r1|MMI|5.18|Pleural effusion|C0032227|[dsyn]|[\"PLEURAL EFFUSION\"-tx-1-\"pleural effusion\"-noun-1,\"E\"-tx-2-\"effusion\"-noun-0]|TX|[4/16],[12/8]|C08\nr1|MMI|1|Edema|C0034063|[patf]|\"Edema\"-text-0-\"edema\"-NN-0|25/5|\n";

    private static readonly string[] Bombs =
    [
        "<!DOCTYPE {0} [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY x \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]>",
        "<!DOCTYPE {0} [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE {0} [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p.dtd\">%p;<!ENTITY x \"y\">]>",
        "<!DOCTYPE {0} SYSTEM \"http://127.0.0.1:9/x.dtd\">",
    ];

    private readonly ReportLabeler labeler = new();
    private readonly ReportLabeler annotated = new(new LabelerOptions { Extractor = _ => new AnnotationExtractor() });

    public Trial Next(SplitMix64 random) => random.Next(8) switch
    {
        0 => Rrf(random),
        1 => MetaMap(random),
        2 => Table(random),
        3 => Xml("Open-I XML", OpenI, random),
        4 => Xml("BioC XML", BioC, random),
        5 => Bomb(random),
        6 => Lexicon(random),
        _ => Packed(random),
    };

    private static Trial Rrf(SplitMix64 random)
    {
        bool names = random.Next(2) == 0;
        string text = random.Next(3) == 0 ? WrongFields(names ? Mrconso : Mrsty, random) : Pieces.Mutated(names ? Mrconso : Mrsty, random);
        return new Trial("RRF", text.Length, () =>
        {
            using var rows = new RrfReader(Stream(text), "fuzz.RRF", names ? "MRCONSO" : "MRSTY", names ? MrconsoReader.FieldCount : MrstyReader.FieldCount);
            if (names)
            {
                foreach (UmlsAtom atom in MrconsoReader.Read(rows, "fuzz.RRF", new UmlsFilter { Languages = [] }, _ => true))
                {
                    _ = UmlsTerm.Forms(atom.Text).Count();
                }
            }
            else
            {
                MrstyReader.ReadAll(rows, "fuzz.RRF").Count();
            }
        });
    }

    /// <summary>Bars taken away or added, rows without an end.</summary>
    private static string WrongFields(string rows, SplitMix64 random)
    {
        var text = new StringBuilder();
        foreach (char c in rows)
        {
            text.Append(c == '|' && random.Next(10) == 0 ? random.Next(2) == 0 ? "" : "||" : c.ToString());
        }

        return text.ToString();
    }

    private Trial MetaMap(SplitMix64 random)
    {
        string text = Pieces.Mutated(Mmi, random);
        if (random.Next(3) == 0)
        {
            text = text.Insert(random.Next(text.Length), new string('"', random.Next(300)));
        }

        var report = ReportText.OfBody("No pleural effusion and edema, old edema");
        return new Trial("MMI", text.Length, () =>
        {
            LabeledReport labeled = annotated.Label(MetaMapOutput.Read(Stream(text), "fuzz.mmi").Annotate("r1", report));
            foreach (Mention mention in labeled.Mentions)
            {
                _ = mention.Span.Of(report.Text);
            }
        });
    }

    private Trial Table(SplitMix64 random) => Read("CSV", random.Next(2) == 0 ? Pieces.Mutated(Csv, random) : Csv + "3,\"" + Pieces.Report(random) + "\",\n", "fuzz.csv", null);

    private Trial Xml(string kind, string xml, SplitMix64 random)
    {
        string text = random.Next(4) == 0 ? xml.Replace("<text>", "<text>" + string.Concat(Enumerable.Repeat("<a>", random.Next(2000))), StringComparison.Ordinal) : Pieces.Mutated(xml, random);
        return Read(kind, text, "fuzz.xml", kind[0] == 'O' ? ReportFormat.OpenIXml : ReportFormat.BioC);
    }

    private Trial Bomb(SplitMix64 random)
    {
        bool openI = random.Next(2) == 0;
        string doctype = Bombs[random.Next(Bombs.Length)].Replace("{0}", openI ? "eCitation" : "collection", StringComparison.Ordinal);
        string xml = (openI ? OpenI.Replace("No edema", "No &x; edema", StringComparison.Ordinal) : BioC.Replace("No edema", "No &x; edema", StringComparison.Ordinal)).Replace("?>", "?>" + doctype, StringComparison.Ordinal);
        return Read("XML entity", xml, "fuzz.xml", random.Next(2) == 0 ? null : openI ? ReportFormat.OpenIXml : ReportFormat.BioC) with { MustBeRefused = true };
    }

    private static Trial Lexicon(SplitMix64 random)
    {
        string line = Pieces.Mixed(random, random.Next(8)).Replace("\n", " ", StringComparison.Ordinal);
        string nested = new string(random.Next(2) == 0 ? '(' : '[', random.Next(40)) + "a|b" + new string(']', random.Next(40));
        string text = random.Next(2) == 0 ? $"finding: F\n[terms]\n{line}\n{nested}\n" : Pieces.Mutated("finding: F\ncui: C0000001\n[terms]\n(a|b) [c] ~~ d | C0000002\n[uncertain]\nx | 0.5\n", random);
        string rules = random.Next(2) == 0 ? $"[negated forward]\n{line} | reach=3\n" : Pieces.Mutated("[uncertain backward]\nis [not] (seen|shown) | certainty=0.4 | reach=6\n", random);
        string map = Pieces.Mutated("[Edema] wide\nC0013604 // any\n[COVID]\nC5203670\n", random);
        return random.Next(3) switch
        {
            0 => new Trial("lexicon", rules.Length, () => AssertionRules.Parse(rules, "fuzz.rules")),
            1 => new Trial("lexicon", map.Length, () => ConceptMap.Parse(map, "fuzz.map")),
            _ => new Trial("lexicon", text.Length, () => FindingLexicon.Parse(text, "fuzz.lexicon")),
        };
    }

    private Trial Packed(SplitMix64 random)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Csv));
        }

        byte[] bytes = packed.ToArray();
        for (int i = random.Next(4); i > 0; i--)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        bytes = bytes[..(bytes.Length - random.Next(random.Next(2) == 0 ? 1 : bytes.Length))];
        return new Trial("gzip", bytes.Length, () => ReadAll(new MemoryStream(bytes), "fuzz.csv.gz", null));
    }

    private Trial Read(string kind, string text, string name, ReportFormat? format) => new(kind, text.Length, () => ReadAll(Stream(text), name, format));

    private void ReadAll(Stream content, string name, ReportFormat? format)
    {
        using ReportReader reader = ReportReader.Open(content, name, new ReportReadingOptions { Format = format });
        foreach (ReportDocument document in reader.Read())
        {
            foreach (ConceptAnnotation concept in document.Report.Concepts)
            {
                _ = concept.Span.Of(document.Report.Text);
            }

            labeler.Label(document.Report);
            annotated.Label(document.Report);
        }
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
