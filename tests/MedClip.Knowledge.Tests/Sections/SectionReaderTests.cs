namespace MedClip.Knowledge.Tests;

public sealed class SectionReaderTests
{
    [Theory]
    [InlineData("No effusion.", "Body:No effusion.")]
    [InlineData("FINDINGS: clear. IMPRESSION: normal.", "Findings:clear.; Impression:normal.")]
    [InlineData("Findings: clear.\nImpression: normal.", "Findings:clear.; Impression:normal.")]
    [InlineData("REASON FOR EXAM:  cough\n\nIMPRESSON: normal", "Indication:cough; Impression:normal")]
    [InlineData("FINDINGS: LUNGS: clear. HEART: big.", "Findings:LUNGS: clear. HEART: big.")]
    [InlineData("CHEST RADIOGRAPH\nHISTORY: ___ year old\nFINDINGS: ok", "Body:CHEST RADIOGRAPH; History:___ year old; Findings:ok")]
    [InlineData("The impression: none", "Body:The impression: none")]
    [InlineData("FINDINGS:   \nIMPRESSION: ok", "Impression:ok")]
    [InlineData("EXAM: PA AND LATERAL CHEST FINDINGS: ok", "Technique:PA AND LATERAL CHEST; Findings:ok")]
    [InlineData("FINIDNGS: a\nIMPRESSOIN: b\nCOMPARISSON: c", "Findings:a; Impression:b; Comparison:c")]
    [InlineData("FINDINGS\nThe heart.\n  IMPRESSION\r\nOk.", "Findings:The heart.; Impression:Ok.")]
    [InlineData("FINDINGS ARE\nSTABLE", "Body:FINDINGS ARE\nSTABLE")]
    [InlineData("findings:\nchest: four images:\nedema", "Findings:chest: four images:\nedema")]
    [InlineData(":::", "Body::::")]
    [InlineData("", "Body:")]
    public void Headers_cut_a_report(string text, string expected) =>
        string.Join("; ", SectionReader.Read(text).Select(section => $"{section.Kind}:{section.Span.Of(text).Trim()}")).ShouldBe(expected);

    [Fact]
    public void The_header_is_kept_as_written() =>
        SectionReader.Read("Final impressions: x\nImpression: y")[^1].Header.ShouldBe("Impression");

    [Fact]
    public void Columns_become_sections_whose_offsets_fit_the_joined_text()
    {
        var report = ReportText.OfColumns(("findings", "Clear lungs."), ("comparison", null), ("IMPRESSION", "Normal."), ("notes", " "));
        report.Sections.Select(section => (section.Kind, section.Span.Of(report.Text))).ShouldBe(
            [(SectionKind.Findings, "Clear lungs."), (SectionKind.Impression, "Normal.")]);
    }

    [Theory]
    [InlineData(SectionChoice.FindingsAndImpression, "INDICATION: effusion?\nFINDINGS: edema\nIMPRESSION: fracture", "Edema,Fracture")]
    [InlineData(SectionChoice.FindingsAndImpression, "edema\nCOMPARISON: fracture", "Edema")]
    [InlineData(SectionChoice.Mimic, "FINDINGS: edema\nIMPRESSION: fracture", "Fracture")]
    [InlineData(SectionChoice.Mimic, "FINDINGS: edema\nCOMPARISON: fracture", "Edema")]
    [InlineData(SectionChoice.Mimic, "EXAM: x\n \n edema\n \nCOMPARISON: old\n \n fracture", "Fracture")]
    [InlineData(SectionChoice.Mimic, "edema\n\nfracture", "Fracture")]
    [InlineData(SectionChoice.Mimic, "TECHNIQUE: edema\nCOMPARISON: fracture", "Fracture")]
    [InlineData(SectionChoice.FindingsAndImpression, "CHEST: edema", "Edema")]
    [InlineData(SectionChoice.All, "COMPARISON: fracture\nFINDINGS: edema", "Edema,Fracture")]
    public void The_choice_says_which_sections_are_read(SectionChoice choice, string text, string findings) =>
        string.Join(',', new ReportLabeler(new LabelerOptions { Sections = choice }).Label(text).Labels.Positives).ShouldBe(findings);
}
