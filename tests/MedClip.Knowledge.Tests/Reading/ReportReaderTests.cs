using System.IO.Compression;
using System.Text;
using MedClip.Fixtures;

namespace MedClip.Knowledge.Tests;

public sealed class ReportReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("medclip-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_table_keeps_the_name_and_the_values_of_its_ids_and_binds_columns_by_name()
    {
        using ReportReader reader = Of("impression,Study_ID,findings,comparison\n\"No, none.\", 007 ,Clear lungs.,None.\n,8,,\n", "r.csv");

        reader.IdName.ShouldBe("Study_ID");
        ReportDocument[] reports = [.. reader.Read()];
        reports.Select(report => report.Id).ShouldBe([" 007 ", "8"]);
        Sections(reports[0]).ShouldBe(["Comparison:None.", "Findings:Clear lungs.", "Impression:No, none."]);
        reports[1].IsBlank.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Path,Reports\na/b.jpg,FINDINGS: clear\n", "Path", "a/b.jpg", "Findings:clear")]
    [InlineData("text\nIMPRESSION: normal\n", "id", "1", "Impression:normal")]
    [InlineData("study,impression,findings,last_paragraph,comparison\ns1,,,Stable.,\n", "study", "s1", "Body:Stable.")]
    [InlineData("id,findings,report\nx,,IMPRESSION: normal\n", "id", "x", "Impression:normal")]
    [InlineData("Heart size normal and lungs are clear\n", "id", "1", "Body:Heart size normal and lungs are clear")]
    public void Tables_as_others_publish_them_are_read(string csv, string idName, string id, string section)
    {
        using ReportReader reader = Of(csv, "r.csv");
        reader.IdName.ShouldBe(idName);
        ReportDocument report = reader.Read().First();
        report.Id.ShouldBe(id);
        Sections(report).ShouldBe([section]);
    }

    [Fact]
    public void Columns_are_chosen_by_name()
    {
        using ReportReader several = Of("key,a,findings,b\nk,one,two,three\n", "r.csv", new ReportReadingOptions { IdColumn = "key", TextColumns = ["b", "a"] });
        ReportDocument report = several.Read().Single();
        (several.IdName, report.Id, report.Report.Text).ShouldBe(("key", "k", "three\n\none"));
        using ReportReader one = Of("key,a\nk,FINDINGS: two\n", "r.csv", new ReportReadingOptions { TextColumns = ["A"] });
        Sections(one.Read().Single()).ShouldBe(["Findings:two"]);
        Should.Throw<InvalidInputException>(() => Of("a,b\n1,2\n", "r.csv", new ReportReadingOptions { TextColumns = ["c"] })).Message.ShouldContain("there is no column 'c'; the columns are a, b");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("id,report\n", "no rows")]
    [InlineData("id,words\n1,x\n", "no column is called")]
    [InlineData("id,report\n1,a,b\n", "line 2")]
    [InlineData("id,report\n1,\"never closed\n", "line 2")]
    [InlineData("id,report\n1,x\n2,a\"b\n", "line 3")]
    public void A_bad_table_is_refused_with_its_line(string csv, string says) =>
        Should.Throw<InvalidInputException>(() => Read(csv, "r.csv")).Message.ShouldSatisfyAllConditions(message => message.ShouldStartWith("r.csv"), message => message.ShouldContain(says));

    [Fact]
    public void Packed_tables_and_tables_of_several_members_are_unpacked()
    {
        using var packed = new MemoryStream();
        foreach (string part in (string[])["id,report\n", "1,a\n", "2,b\n"])
        {
            using var member = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true);
            member.Write(Encoding.UTF8.GetBytes(part));
        }

        using ReportReader reader = ReportReader.Open(new MemoryStream(packed.ToArray()), "standard input");
        reader.Read().Select(report => report.Id).ShouldBe(["1", "2"]);
        reader.FractionRead.ShouldBe(1);
    }

    [Fact]
    public void A_mark_of_byte_order_is_no_part_of_the_first_name()
    {
        using ReportReader reader = ReportReader.Open(new MemoryStream([0xef, 0xbb, 0xbf, .. "uid,report\n1,x\n"u8]), "r.csv");
        reader.IdName.ShouldBe("uid");
    }

    [Fact]
    public void A_folder_of_MIMIC_studies_is_read_in_the_order_of_its_paths()
    {
        Write("files/p10/p10000032/s50414267.txt", "                 FINAL REPORT\n EXAMINATION: CHEST\n \n INDICATION:  ___F with ___\n \n FINIDNGS: \n \n The lungs are clear.\n \n IMPRESSON: \n \n No acute process.\n");
        Write("files/p10/p10000032/s50000001.txt", " FINAL REPORT\n IMPRESSION: Normal.\n");
        using ReportReader reader = ReportReader.Open(folder);
        ReportDocument[] reports = [.. reader.Read()];

        (reader.Format, reader.IdName).ShouldBe((ReportFormat.Mimic, "study"));
        reports.Select(report => report.Id).ShouldBe(["s50000001", "s50414267"]);
        Sections(reports[1]).ShouldBe(["Body:FINAL REPORT", "Technique:CHEST", "Indication:___F with ___", "Findings:The lungs are clear.", "Impression:No acute process."]);
        new ReportLabeler().Label(reports[1].Report).SectionsRead.Select(section => section.Kind).ShouldBe([SectionKind.Findings, SectionKind.Impression]);
    }

    [Fact]
    public void Open_I_gives_id_sections_and_codes()
    {
        ReportDocument report = Read("""
            <?xml version="1.0"?><eCitation><uId id="CXR7"/><MedlineCitation><Article><Abstract>
            <AbstractText Label="COMPARISON">None.</AbstractText><AbstractText Label="FINDINGS">Heart &amp; lungs <b>normal</b>.</AbstractText><AbstractText Label="IMPRESSION"/>
            </Abstract></Article></MedlineCitation><MeSH><major>normal</major><automatic>lungs</automatic></MeSH></eCitation>
            """, "CXR7.xml").Single();
        report.Id.ShouldBe("CXR7");
        Sections(report).ShouldBe(["Comparison:None.", "Findings:Heart & lungs normal."]);
        report.Codes.ShouldBe(["normal"]);
    }

    [Fact]
    public void BioC_gives_passages_sections_and_annotations()
    {
        ReportDocument report = Read("""
            <?xml version="1.0"?><!DOCTYPE collection SYSTEM "BioC.dtd"><collection><document><id>9</id>
            <passage><offset>0</offset><text>FINDINGS: no edema</text>
              <annotation id="a"><infon key="CUI">C0034063</infon><infon key="negation">True</infon><location offset="13" length="5"/><text>edema</text></annotation>
              <annotation id="b"><infon key="CUI">None</infon><location offset="0" length="2"/><text>FI</text></annotation></passage>
            <passage><infon key="section">impression</infon><offset>20</offset><text>😀 Small effusion.</text>
              <annotation id="c"><infon key="CUI">C0032227</infon><infon key="term">Pleural effusion</infon><location offset="28" length="8"/><text>effusion</text></annotation></passage>
            </document></collection>
            """, "b.xml").Single();
        Sections(report).ShouldBe(["Findings:no edema", "Impression:😀 Small effusion."]);
        report.Report.Concepts.Select(concept => (concept.Cui, concept.Span.Of(report.Report.Text), concept.Presence)).ShouldBe(
            [("C0034063", "edema", Presence.Absent), ("C0032227", "effusion", null)]);
    }

    [Theory]
    [InlineData("<collection><document><passage><offset>x</offset></passage></document></collection>", "the offset 'x' is not a whole number")]
    [InlineData("<collection><document><id>1</id><passage><offset>0</offset><text>edema</text><annotation id='q'><infon key='CUI'>C0034063</infon><location offset='2' length='9'/><text>edema</text></annotation></passage></document></collection>", "'q' of document '1'")]
    [InlineData("<collection><document>", "line 1")]
    [InlineData("<html/>", "neither 'eCitation'")]
    public void Malformed_XML_is_refused_with_its_place(string xml, string says) => Should.Throw<InvalidInputException>(() => Read(xml, "b.xml")).Message.ShouldContain(says);

    [Theory]
    [InlineData("<!DOCTYPE collection [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><collection><document><id>&c;</id></document></collection>")]
    [InlineData("<!DOCTYPE collection [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><collection><document><id>&x;</id></document></collection>")]
    [InlineData("<!DOCTYPE eCitation [<!ENTITY x SYSTEM 'http://localhost:9/x'>]><eCitation><AbstractText Label='FINDINGS'>&x;</AbstractText></eCitation>")]
    public void Entity_bombs_and_external_entities_are_refused(string xml) => Should.Throw<InvalidInputException>(() => Read(xml, "b.xml")).Message.ShouldContain("entity");

    [Fact]
    public void A_report_beyond_the_limit_is_refused()
    {
        var options = new ReportReadingOptions { MaximumLength = 100 };
        string longText = new('x', 101);
        Should.Throw<InvalidInputException>(() => Read($"report\n{longText}\n", "r.csv", options));
        Should.Throw<InvalidInputException>(() => Read(longText, "r.txt", options));
        Should.Throw<InvalidInputException>(() => Read($"<collection><document><passage><text>{longText}</text></passage></document></collection>", "r.xml", options));
    }

    [SkippableFact]
    public void The_XML_of_Open_I_agrees_with_its_table()
    {
        string xml = SharedFolder.RequireData("openi/xml");
        using ReportReader table = ReportReader.Open(SharedFolder.RequireData("openi/reports.csv"));
        var byId = table.Read().ToDictionary(report => "CXR" + report.Id);
        using ReportReader files = ReportReader.Open(xml);
        int compared = 0;
        foreach (ReportDocument report in files.Read().Where(report => byId.ContainsKey(report.Id)))
        {
            string[] main = [.. Sections(report).Where(section => section.StartsWith("Findings", StringComparison.Ordinal) || section.StartsWith("Impression", StringComparison.Ordinal))];
            main.ShouldBe(Sections(byId[report.Id]).Where(section => section.StartsWith("Findings", StringComparison.Ordinal) || section.StartsWith("Impression", StringComparison.Ordinal)), report.Id);
            compared++;
        }

        compared.ShouldBeGreaterThan(0);
    }

    [SkippableTheory]
    [InlineData("labeler/negbio_bioc_input.xml", 2)]
    [InlineData("labeler/negbio_bioc_labelled.xml", 2)]
    public void The_samples_of_NegBio_are_read_and_nothing_of_them_is_lost(string file, int count)
    {
        using ReportReader reader = ReportReader.Open(SharedFolder.RequireData(file));
        ReportDocument[] reports = [.. reader.Read()];
        reports.Length.ShouldBe(count);
        foreach (ReportDocument report in reports)
        {
            new ReportLabeler().Label(report.Report).Labels[Finding.Pneumothorax].ShouldBe(LabelValue.Negative);
        }
    }

    private static ReportReader Of(string content, string name, ReportReadingOptions? options = null) => ReportReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(content)), name, options);

    private static List<ReportDocument> Read(string content, string name, ReportReadingOptions? options = null)
    {
        using ReportReader reader = Of(content, name, options);
        return [.. reader.Read()];
    }

    private static string[] Sections(ReportDocument report) => [.. report.Report.Sections.Select(section => $"{section.Kind}:{section.Span.Of(report.Report.Text).Trim()}")];

    private void Write(string relative, string text)
    {
        string path = Path.Combine(folder, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
