namespace MedClip.Knowledge.Tests;

public sealed class SentenceSplitterTests
{
    private static readonly ReportLabeler Labeler = new();

    [Theory]
    [InlineData("Clear lungs. No effusion.", "Clear lungs.|No effusion.")]
    [InlineData("A 3.5 cm mass. Stable.", "A 3.5 cm mass.|Stable.")]
    [InlineData("Seen by Dr. XXXX today. Stable.", "Seen by Dr. XXXX today.|Stable.")]
    [InlineData("Scar vs. mass. Stable.", "Scar vs. mass.|Stable.")]
    [InlineData("left lung apex.There are opacities", "left lung apex.|There are opacities")]
    [InlineData("Stable.. No change", "Stable..|No change")]
    [InlineData("1. Effusion. 2. Edema.", "Effusion.|Edema.")]
    [InlineData("1. Effusion 2. Edema", "Effusion|Edema")]
    [InlineData("1) Effusion\n2) Edema", "Effusion|Edema")]
    [InlineData("Fracture of rib 2. The heart is big.", "Fracture of rib 2.|The heart is big.")]
    [InlineData("1. Fracture of rib 2. The heart is big.", "Fracture of rib 2.|The heart is big.")]
    [InlineData("There is a small effusion on the left side which was\nseen before.", "There is a small effusion on the left side which was\nseen before.")]
    [InlineData("No effusion\nHeart normal", "No effusion|Heart normal")]
    [InlineData("No effusion\n\nheart normal", "No effusion|heart normal")]
    [InlineData("- No effusion\n- Heart normal", "No effusion|Heart normal")]
    [InlineData("effusion,\nPneumothorax", "effusion,\nPneumothorax")]
    [InlineData("Pneumonia? No.", "Pneumonia?|No.")]
    [InlineData("Seen ?pneumonia today", "Seen ?pneumonia today")]
    [InlineData("Read at 5 p.m. by us.", "Read at 5 p.m. by us.")]
    [InlineData("no effusion.. minimal atelectasis", "no effusion..|minimal atelectasis")]
    [InlineData("no effusion.heart size is normal", "no effusion.|heart size is normal")]
    [InlineData("The heart is normal There is no effusion", "The heart is normal|There is no effusion")]
    [InlineData("small effusions No fracture.", "small effusions|No fracture.")]
    [InlineData("Read by the No Name group", "Read by the No Name group")]
    [InlineData("EFFUSION NO FRACTURE", "EFFUSION NO FRACTURE")]
    [InlineData("e.g. effusion", "e.g. effusion")]
    [InlineData("...", "")]
    [InlineData("", "")]
    public void Sentences_end_where_a_reader_ends_them(string text, string expected) =>
        string.Join('|', Labeler.Label(ReportText.OfBody(text)).Sentences.Select(sentence => sentence.Text)).ShouldBe(expected);

    [Fact]
    public void Offsets_point_into_the_report()
    {
        const string Text = "IMPRESSION: 1. No effusion. 2. Big heart.";
        LabeledReport report = Labeler.Label(Text);
        report.Sentences.ShouldAllBe(sentence => Text.Substring(sentence.Start, sentence.Text.Length) == sentence.Text);
        report.Sentences.Count.ShouldBe(2);
        report.Sentences[1].Section.ShouldBe(SectionKind.Impression);
    }

    [Theory]
    [InlineData("No effusion.", false, false)]
    [InlineData("No pleural effusion.", true, false)]
    [InlineData("There is no effusion.", true, true)]
    public void Short_sentences_are_dropped_by_each_behaviour_in_its_way(string text, bool paper, bool reference)
    {
        LabeledSentence sentence = Labeler.Label(text).Sentences.Single();
        sentence.IsKeptBy(Behaviour.Paper).ShouldBe(paper);
        sentence.IsKeptBy(Behaviour.Default).ShouldBe(paper);
        sentence.IsKeptBy(Behaviour.Reference).ShouldBe(reference);
    }
}
