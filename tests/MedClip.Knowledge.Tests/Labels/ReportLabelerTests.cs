namespace MedClip.Knowledge.Tests;

public sealed class ReportLabelerTests
{
    private static readonly ReportLabeler Labeler = new();

    [Theory]
    [InlineData("There is a small left pleural effusion.", "Pleural Effusion=1")]
    [InlineData("No pleural effusion or pneumothorax.", "No Finding=1, Pneumothorax=0, Pleural Effusion=0")]
    [InlineData("No effusion, pneumothorax or consolidation.", "No Finding=1, Consolidation=0, Pneumothorax=0, Pleural Effusion=0")]
    [InlineData("Heart size is normal.", "No Finding=1, Cardiomegaly=0")]
    [InlineData("The heart is mildly enlarged.", "Cardiomegaly=1")]
    [InlineData("The heart is not enlarged.", "No Finding=1, Cardiomegaly=0")]
    [InlineData("Without focal consolidation but with effusion.", "Consolidation=0, Pleural Effusion=1")]
    [InlineData("Pneumothorax: No", "No Finding=1, Pneumothorax=0")]
    [InlineData("Negative for pneumonia.", "No Finding=1, Pneumonia=0")]
    [InlineData("Patchy airspace disease, may reflect atelectasis or consolidation.", "Lung Opacity=1, Consolidation=-1, Atelectasis=-1")]
    [InlineData("Pneumonia cannot be excluded.", "Pneumonia=-1")]
    [InlineData("No opacity to suggest pneumonia.", "No Finding=1, Lung Opacity=0, Consolidation=0, Pneumonia=0")]
    [InlineData("No effusion is seen, and the heart is enlarged.", "Cardiomegaly=1, Pleural Effusion=0")]
    [InlineData("The lungs are free of focal airspace disease.", "No Finding=1, Lung Opacity=0, Consolidation=0, Pneumonia=0")]
    [InlineData("Left airspace disease.", "Lung Opacity=1")]
    [InlineData("Left airspace disease may be present.", "Lung Opacity=-1")]
    [InlineData("The lungs are clear.", "No Finding=1, Lung Opacity=0, Edema=0, Consolidation=0, Pneumonia=0, Atelectasis=0")]
    [InlineData("The right lung is clear.", "")]
    [InlineData("The heart size is not normal.", "Cardiomegaly=1")]
    [InlineData("Previously seen effusion has resolved.", "No Finding=1, Pleural Effusion=0")]
    [InlineData("History of pneumonia.", "")]
    [InlineData("Mother had pneumonia.", "")]
    [InlineData("Evaluate for pneumothorax.", "")]
    [InlineData("Borderline heart size.", "Cardiomegaly=-1")]
    [InlineData("Heart size is at the upper limits of normal.", "Cardiomegaly=-1")]
    [InlineData("Blunting of the left costophrenic angle.", "Pleural Effusion=-1")]
    [InlineData("No acute cardiopulmonary abnormality.", "No Finding=1, Edema=0, Consolidation=0, Pneumonia=0, Pneumothorax=0, Pleural Effusion=0")]
    [InlineData("Degenerative changes of the spine, no fracture.", "Fracture=0")]
    [InlineData("Sternotomy wires are intact.", "Support Devices=1")]
    [InlineData("Cardiomegaly, moderate pulmonary edema, and bilateral pleural effusions.", "Cardiomegaly=1, Edema=1, Pleural Effusion=1")]
    [InlineData("Comparison to XXXX.", "")]
    [InlineData("", "")]
    public void A_sentence_gets_its_labels(string sentence, string labels) => Labeler.Label(sentence).Labels.ToString().ShouldBe(labels);

    [Fact]
    public void A_report_sums_its_sentences_up()
    {
        LabeledReport report = Labeler.Label("FINDINGS: Lungs are clear. Heart is enlarged. IMPRESSION: Cardiomegaly. Possible small effusion.");
        report.Labels.ToString().ShouldBe("Cardiomegaly=1, Lung Opacity=0, Edema=0, Consolidation=0, Pneumonia=0, Atelectasis=0, Pleural Effusion=-1");
        report.Sentences.Count.ShouldBe(4);
        report.Mentions.Count(mention => mention.Finding == Finding.Cardiomegaly).ShouldBe(2);
    }

    [Fact]
    public void A_mention_carries_its_evidence()
    {
        const string Text = "FINDINGS: Effusion cannot be excluded.";
        Mention mention = Labeler.Label(Text).Mentions.Single();
        mention.Finding.ShouldBe(Finding.PleuralEffusion);
        mention.Term.Cui.ShouldBe("C0032227");
        mention.Span.Of(Text).ShouldBe("Effusion");
        mention.Assertion.ShouldBe(new Assertion(Presence.Possible, Temporality.Recent, Experiencer.Patient, 0.1));
        mention.Value.ShouldBe(LabelValue.Uncertain);
        mention.Triggers.Single().Span.Of(Text).ShouldBe("cannot be excluded");
    }

    [Theory]
    [InlineData("Probable effusion.", 1)]
    [InlineData("Effusion versus thickening.", 1)]
    [InlineData("Borderline cardiomegaly.", 1)]
    [InlineData("Effusion cannot be excluded.", -1)]
    [InlineData("Effusion may be present.", -1)]
    [InlineData("No effusion.", 0)]
    public void Graded_labels_count_the_surer_hedges(string sentence, int expected)
    {
        FindingLabels labels = new ReportLabeler(new LabelerOptions { Policy = LabelPolicy.Graded }).Label(sentence).Labels;
        Finding finding = sentence.Contains("cardiomegaly", StringComparison.Ordinal) ? Finding.Cardiomegaly : Finding.PleuralEffusion;
        labels[finding].ShouldBe((LabelValue)expected);
    }

    [Theory]
    [InlineData(LabelPolicy.CheXpert, "Congestive heart failure.", -1)]
    [InlineData(LabelPolicy.NegBio, "CHF.", -1)]
    [InlineData(LabelPolicy.Mimic, "Possible heart failure.", -1)]
    [InlineData(LabelPolicy.CheXpert, "No heart failure.", 2)]
    [InlineData(LabelPolicy.CheXpert, "Heart failure. The heart is enlarged.", 1)]
    [InlineData(LabelPolicy.CheXpert, "Heart failure. No cardiomegaly.", -1)]
    [InlineData(LabelPolicy.Strict, "Heart failure.", 2)]
    public void Heart_failure_makes_cardiomegaly_uncertain_where_the_policy_follows_CheXpert(LabelPolicy policy, string text, int expected)
    {
        LabeledReport report = new ReportLabeler(new LabelerOptions { Policy = policy }).Label(text);
        report.Labels[Finding.Cardiomegaly].ShouldBe((LabelValue)expected);
        report.Mentions.Any(mention => mention.Finding == Finding.Cardiomegaly).ShouldBe(expected != 2, "each label has its evidence");
    }

    [Fact]
    public void Mimics_policy_reads_one_section_and_labels_only_what_is_named()
    {
        LabeledReport report = new ReportLabeler(new LabelerOptions { Policy = LabelPolicy.Mimic }).Label("FINDINGS: Edema.\nIMPRESSION: The lungs are clear. Small effusion.");
        report.Labels.ToString().ShouldBe("Pleural Effusion=1");
    }

    [Theory]
    [InlineData("Pleural_Thickening", "Pleural Other=1")]
    [InlineData("Infiltration", "Lung Opacity=1")]
    [InlineData("viral pneumonia", "Pneumonia=1")]
    [InlineData("COVID-19", "")]
    [InlineData("Normal", "No Finding=1")]
    [InlineData("cardiomegaly_and_edema", "Cardiomegaly=1, Edema=1")]
    [InlineData("RibFracture", "Fracture=1")]
    [InlineData("Hernia", "")]
    public void A_class_name_gets_the_labels_of_its_words(string name, string labels) => Labeler.LabelClassName(name).ToString().ShouldBe(labels);

    [Fact]
    public void Certainties_are_those_of_the_surest_mention()
    {
        LabeledReport report = Labeler.Label("Possible edema. Probable edema. No effusion. Pneumonia. Evaluate for fracture.");
        var certainties = new double[report.Labels.Findings.Count];
        report.CopyCertainties(certainties);
        Of(Finding.Edema).ShouldBe(0.8);
        Of(Finding.PleuralEffusion).ShouldBe(0);
        Of(Finding.Pneumonia).ShouldBe(1);
        Of(Finding.Fracture).ShouldBe(0);
        report.Sentences[0].CopyCertainties(certainties);
        Of(Finding.Edema).ShouldBe(0.3);
        Should.Throw<ArgumentException>(() => report.CopyCertainties(new double[3]));

        double Of(Finding finding) => certainties[report.Labels.Findings.IndexOf(finding)];
    }

    [Fact]
    public void Implied_absence_can_be_switched_off() =>
        new ReportLabeler(new LabelerOptions { ImpliedAbsence = false }).Label("The lungs are clear.").Labels.IsEmpty.ShouldBeTrue();

    [Fact]
    public void A_span_shorter_than_the_findings_is_refused() =>
        Should.Throw<ArgumentException>(() => Labeler.Label(ReportText.OfBody("edema"), new LabelValue[3]));
}
