namespace MedClip.Knowledge.Tests;

public sealed class LexiconTests
{
    [Fact]
    public void An_ontology_of_ones_own_has_its_own_labels()
    {
        FindingLexicon covid = FindingLexicon.Parse("finding: COVID\ncui: C5203670\n[terms]\n(covid|covid #|sars cov #) [pneumonia]\nground glass [opacity] | C3544344", "covid.txt");
        var lexicon = new Lexicon([covid], FindingSet.Of("No Finding", "COVID"));
        lexicon.Labels.Names.ShouldBe(["No Finding", "COVID"]);
        lexicon.With(FindingLexicon.Parse("finding: Fibrosis\n[terms]\nfibrosis", "f.txt")).Labels.Names.ShouldBe(["No Finding", "COVID", "Fibrosis"]);
        var labeler = new ReportLabeler(new LabelerOptions { Lexicon = lexicon });
        labeler.Label("Peripheral ground-glass opacities, typical of COVID-19.").Labels.ToString().ShouldBe("COVID=1");
        labeler.Label("No ground glass opacity. Cardiomegaly.").Labels.ToString().ShouldBe("No Finding=1, COVID=0");
    }

    private const string Covid = "finding: COVID-19\ncui: C5203670\n[terms]\ncovid [#] | C5203670\ncoronavirus\n[unmention]\ncovid vaccine\n";

    [Fact]
    public void A_file_gives_terms_with_concept_and_role()
    {
        FindingLexicon part = FindingLexicon.Parse(Covid + "[uncertain]\nviral look | 0.4 | C0000001\n", "covid.txt");
        part.Finding.ShouldBe(new Finding("covid 19"));
        part.Terms.ShouldBe(
        [
            new LexiconTerm(part.Finding, "covid [#]", "C5203670"),
            new LexiconTerm(part.Finding, "coronavirus", "C5203670"),
            new LexiconTerm(part.Finding, "covid vaccine", "C5203670", TermRole.Unmention),
            new LexiconTerm(part.Finding, "viral look", "C0000001", TermRole.Uncertain, 0.4),
        ]);
    }

    [Theory]
    [InlineData("[terms]\ncough", "line 2", "'finding: …'")]
    [InlineData("finding: A\ncui: 123\n", "line 2", "cui: 123")]
    [InlineData("finding: A\nonly: looks\n", "line 2", "only: looks")]
    [InlineData("finding: A\ncolour: red\n", "line 2", "colour: red")]
    [InlineData("finding: ?\n", "line 1", "finding: ?")]
    [InlineData("finding: A\n[terms]\na ~\n", "line 3", "begin and end")]
    [InlineData("finding: A\n[terms]\na | b\n", "line 3", "'b'")]
    [InlineData("finding: A\n[terms]\na | 1.5\n", "line 3", "'1.5'")]
    [InlineData("// nothing", "x.txt", "no line says")]
    public void A_malformed_line_is_named(string text, string place, string problem)
    {
        string message = Should.Throw<InvalidInputException>(() => FindingLexicon.Parse(text, "x.txt")).Message;
        message.ShouldStartWith("x.txt");
        message.ShouldContain(place);
        message.ShouldContain(problem);
    }

    [Fact]
    public void A_new_finding_becomes_a_label()
    {
        var labeler = new ReportLabeler(new LabelerOptions { Lexicon = Lexicon.Default.With(FindingLexicon.Parse(Covid, "covid.txt")) });
        labeler.Findings.Count.ShouldBe(15);
        labeler.Label("COVID-19 and edema.").Labels.Positives.ShouldBe([Finding.Edema, new Finding("COVID-19")]);
        labeler.Label("No edema after covid vaccine.").Labels.Positives.ShouldBe([Finding.NoFinding]);
    }

    [Fact]
    public void A_known_finding_gets_more_terms()
    {
        Lexicon lexicon = Lexicon.Default.With(FindingLexicon.Parse("finding: edema\n[terms]\nwet lungs\n", "more.txt"));
        var labeler = new ReportLabeler(new LabelerOptions { Lexicon = lexicon });
        labeler.Findings.ShouldBe(FindingSet.CheXpert);
        labeler.Label("Wet lungs.").Labels[Finding.Edema].ShouldBe(LabelValue.Positive);
        labeler.Label("Pulmonary edema.").Labels[Finding.Edema].ShouldBe(LabelValue.Positive);
    }

    [Fact]
    public void A_finding_may_get_other_terms_altogether()
    {
        Lexicon lexicon = Lexicon.Default.Replace(FindingLexicon.Parse("finding: edema\n[terms]\nwet lungs\n", "other.txt"));
        var labeler = new ReportLabeler(new LabelerOptions { Lexicon = lexicon });
        labeler.Label("Pulmonary edema.").Labels[Finding.Edema].ShouldBe(LabelValue.NotMentioned);
    }

    [Fact]
    public void A_finding_is_given_once() =>
        Should.Throw<ArgumentException>(() => new Lexicon([.. Lexicon.Default.Findings, Lexicon.Default.Findings[0]]));

    [Fact]
    public void A_file_is_loaded_from_disk()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.txt");
        File.WriteAllText(path, Covid);
        FindingLexicon.Load(path).Terms.Count.ShouldBe(3);
        File.Delete(path);
        Should.Throw<InvalidInputException>(() => FindingLexicon.Load(path)).Message.ShouldContain(path);
    }
}
