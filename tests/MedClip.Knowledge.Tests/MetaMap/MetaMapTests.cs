using System.Text;

namespace MedClip.Knowledge.Tests;

public sealed class MetaMapTests
{
    private const string Report = "There is no pleural effusion. The heart is enlarged. Effusion \"old\" gone.";

    [Fact]
    public void MetaMap_lines_are_read()
    {
        MetaMapConcept concept = Read("""r1|MMI|5.18|Pleural effusion disorder|C0032227|[dsyn,fndg]|["PLEURAL EFFUSION"-tx-1-"pleural effusion"-noun-1,"Effusion"-tx-3-"Effusion "old""-noun-0]|TX|[13/16],[54/14]|C08.528.652""")["r1"].Single();
        concept.Score.ShouldBe(5.18);
        concept.SemanticTypes.ShouldBe(["dsyn", "fndg"]);
        concept.Triggers.ShouldBe([new MetaMapTrigger("pleural effusion", true), new MetaMapTrigger("Effusion \"old\"", false)]);
        concept.Positions.ShouldBe([(13, 16), (54, 14)]);
    }

    [Theory]
    [InlineData("""r1|MMI|1.0|Pleural effusion|C0032227|[dsyn]|["PE"-tx-1-"pleural effusion"-noun-1]|TX|13/16|""", "pleural effusion", true)] // MetaMap, from 1
    [InlineData("""r1|MMI|1.0|Pleural effusion|C0032227|[dsyn]|["PE"-tx-1-"pleural effusion"-noun-0]|TX|16/16|""", "pleural effusion", false)] // with the id counted
    [InlineData("""r1|MMI|1.0|Pleural effusion|C0032227|[dsyn]|"Pleural effusion"-text-0-"pleural effusion"-NN-0|13/16|""", "pleural effusion", false)] // MetaMapLite
    [InlineData("""r1|MMI|1.0|Pleural effusion|C0032227|[dsyn]|"Pleural effusion"-text-0-"pleural effusion"-NN-0|text|12:16|""", "pleural effusion", false)] // from 0
    [InlineData("""r1|MMI|1.0|Cardiomegaly|C0018800|[dsyn]|["CM"-tx-1-"heart enlarged"-noun-0]|TX|[35/5,44/8]|""", "heart is enlarged", false)] // in pieces
    public void Positions_are_found_however_they_are_counted(string line, string text, bool denied)
    {
        ReportText report = Read(line).Annotate("r1", ReportText.OfBody(Report));
        ConceptAnnotation concept = report.Concepts.Single();
        concept.Span.Of(Report).ShouldBe(text);
        concept.Presence.ShouldBe(denied ? Presence.Absent : null);
    }

    [Fact]
    public void Labels_are_made_from_MetaMaps_concepts_and_our_triggers()
    {
        ReportText report = Read("""
            r1|MMI|1.0|Effusion|C0013687|[dsyn]|["EFF"-tx-1-"pleural effusion"-noun-0]|TX|13/16|
            r1|MMI|1.0|Cardiomegaly|C0018800|[dsyn]|["CM"-tx-1-"heart is enlarged"-noun-0]|TX|35/17|
            r1|MMI|1.0|Heart|C0018787|[bpoc]|["H"-tx-1-"heart"-noun-0]|TX|35/5|
            r1|AA|CT|computed tomography|1|2|3|4|5:6
            """).Annotate("r1", ReportText.OfBody(Report));
        LabeledReport labeled = new ReportLabeler(new LabelerOptions { Extractor = _ => new AnnotationExtractor() }).Label(report);
        labeled.Labels[Finding.PleuralEffusion].ShouldBe(LabelValue.Negative);
        labeled.Labels[Finding.Cardiomegaly].ShouldBe(LabelValue.Positive);
        labeled.Mentions.Select(mention => mention.Span.Of(Report)).ShouldBe(["pleural effusion", "heart is enlarged"]);
    }

    [Fact]
    public void What_the_tool_denies_or_hedges_counts_as_such()
    {
        ReportText report = ReportText.OfBody("Edema pneumonia fracture") with
        {
            Concepts =
            [
                new ConceptAnnotation("C0034063", new TextSpan(0, 5), "Edema") { Presence = Presence.Absent },
                new ConceptAnnotation("C0032285", new TextSpan(6, 9), "Pneumonia") { Presence = Presence.Possible },
                new ConceptAnnotation("C0016658", new TextSpan(16, 8), "Fracture"),
            ],
        };
        FindingLabels labels = new ReportLabeler(new LabelerOptions { Extractor = _ => new AnnotationExtractor() }).Label(report).Labels;
        (labels[Finding.Edema], labels[Finding.Pneumonia], labels[Finding.Fracture]).ShouldBe((LabelValue.Negative, LabelValue.Uncertain, LabelValue.Positive));
    }

    [Fact]
    public void Another_text_than_MetaMaps_is_refused() =>
        Should.Throw<InvalidInputException>(() => Read("""r1|MMI|1.0|Edema|C0013604|[dsyn]|["E"-tx-1-"edema"-noun-0]|TX|3/5|""").Annotate("r1", ReportText.OfBody(Report))).Message.ShouldContain("line 1: \"edema\" (C0013604) does not stand in report 'r1'");

    [Theory]
    [InlineData("no bars at all", "no fields")]
    [InlineData("r1|XX|1", "the second is 'XX'")]
    [InlineData("""r1|MMI|high|Edema|C0013604|[dsyn]|["E"-tx-1-"edema"-noun-0]|TX|3/5|""", "the score 'high'")]
    [InlineData("""r1|MMI|1|Edema|C13|[dsyn]|["E"-tx-1-"edema"-noun-0]|TX|3/5|""", "'C13'")]
    [InlineData("""r1|MMI|1|Edema|C0013604|[dsyn]|["E"-tx-1-"edema-noun-0]|TX|3/5|""", "a quote is not closed")]
    [InlineData("""r1|MMI|1|Edema|C0013604|[dsyn]|["E"-tx-1]|TX|3/5|""", "lacks its text")]
    [InlineData("""r1|MMI|1|Edema|C0013604|[dsyn]|["E"-tx-1-"edema"-noun-0]|TX|3|""", "the position '3'")]
    [InlineData("""r1|MMI|1|Edema|C0013604|[dsyn]|["E"-tx-1-"edema"-noun-0]|TX|99999999999/5|""", "is not start/length")]
    public void A_malformed_line_is_refused_with_its_number(string line, string says)
    {
        string message = Should.Throw<InvalidInputException>(() => Read("\n" + line)).Message;
        message.ShouldStartWith("mmi.txt, line 2");
        message.ShouldContain(says);
    }

    [Fact]
    public void A_document_that_the_output_lacks_has_no_concepts()
    {
        MetaMapOutput output = Read("");
        output["r1"].ShouldBeEmpty();
        output.Annotate("r1", ReportText.OfBody(Report)).Concepts.ShouldBeEmpty();
    }

    private static MetaMapOutput Read(string text) => MetaMapOutput.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "mmi.txt");
}
