using MedClip.Knowledge;

namespace MedClip.Cli.Tests;

public class CandidateTextsTests
{
    private static readonly CandidateTexts Texts = new(new ReportLabeler());

    [Fact]
    public void A_plain_file_holds_one_text_a_line_and_each_counts_once()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("texts.txt", "Large pleural effusion.\n\nNo edema.\nLarge pleural effusion.\n");

        IReadOnlyList<CandidateText> texts = Texts.Read(path);

        texts.Select(text => text.Text).ShouldBe(["Large pleural effusion.", "No edema."]);
        texts[0].Labels[Finding.PleuralEffusion].ShouldBe(LabelValue.Positive);
        texts[1].Labels[Finding.Edema].ShouldBe(LabelValue.Negative);
    }

    [Fact]
    public void Reports_are_cut_into_sentences()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("reports.csv", "findings,impression\nThe heart is large. No edema is seen.,Cardiomegaly.\n");

        Texts.Read(path).Select(text => text.Text).ShouldBe(["The heart is large.", "No edema is seen.", "Cardiomegaly."]);
    }

    [Fact]
    public void A_file_without_texts_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("texts.txt", "\n \n");

        Should.Throw<InvalidInputException>(() => Texts.Read(path)).Message.ShouldBe($"{path}: the file holds no text.");
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        Should.Throw<InvalidInputException>(() => Texts.Read("absent.txt")).Message.ShouldContain("absent.txt: there is no such file");
    }
}
