using MedClip.Data;
using MedClip.Knowledge;

namespace MedClip.Training.Tests;

public sealed class SentenceCorpusTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("medclip-corpus-").FullName;

    [Fact]
    public void Short_and_unlabelled_sentences_go_and_equal_ones_are_counted()
    {
        SentenceCorpus corpus = SentenceCorpus.FromReports(
            Reports("There is a large pleural effusion. Comparison is made with the prior film. No change.", "There is a large  pleural effusion."),
            new ReportLabeler(), new SamplingOptions(), Behaviour.Default);
        corpus.Texts.Count.ShouldBe(1);
        corpus.Texts[0].ShouldStartWith("There is a large pleural effusion");
        corpus.Counts.ShouldBe([2]);
        corpus.Labels[0][Finding.PleuralEffusion].ShouldBe(LabelValue.Positive);
        corpus.Dropped.ShouldBeGreaterThanOrEqualTo(1);
        corpus.Places(deduplicate: true).ShouldBe([0]);
        corpus.Places(deduplicate: false).ShouldBe([0, 0]);
    }

    [Fact]
    public void Unlabelled_sentences_may_stay_or_count_as_no_finding()
    {
        var table = new SentenceTable(FindingSet.CheXpert, [new SentenceRecord("The film was sent.", FindingLabels.None(FindingSet.CheXpert))]);
        SentenceCorpus.FromSentences(table, new SamplingOptions { Unlabelled = UnlabelledSentences.Keep }).Labels[0].IsEmpty.ShouldBeTrue();
        SentenceCorpus.FromSentences(table, new SamplingOptions { Unlabelled = UnlabelledSentences.NoFinding })
            .Labels[0][Finding.NoFinding].ShouldBe(LabelValue.Positive);
        Should.Throw<InvalidInputException>(() => SentenceCorpus.FromSentences(table, new SamplingOptions())).Message.ShouldContain("no sentence is left");
    }

    [Fact]
    public void Corpora_are_put_together_by_sentence()
    {
        SentenceCorpus One(string text) => SentenceCorpus.FromSentences(
            new SentenceTable(FindingSet.CheXpert, [new SentenceRecord(text, FindingLabels.Of(FindingSet.CheXpert, Finding.Edema))]), new SamplingOptions());
        SentenceCorpus both = SentenceCorpus.Concatenate([One("Mild edema."), One("mild  edema."), One("Severe edema.")]);
        both.Texts.ShouldBe(["Mild edema.", "Severe edema."]);
        both.Counts.ShouldBe([2, 1]);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private ReportTable Reports(params string[] reports)
    {
        string path = Path.Combine(root, "reports.csv");
        File.WriteAllLines(path, ["report", .. reports.Select(report => $"\"{report}\"")]);
        return ReportTable.Load(path);
    }
}
