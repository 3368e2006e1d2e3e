using System.Text;

namespace MedClip.Knowledge.Tests;

/// <summary>What must hold for any text, tried on seeded random ones.</summary>
public sealed class LabelerPropertyTests
{
    private static readonly ReportLabeler Labeler = new(new LabelerOptions { TolerateMisspellings = true });

    private static readonly string[] Pieces =
    [
        "no", "effusion", "pleural", "heart", "is", "enlarged", "not", "size", "normal", "pneumonia", "may", "represent", ",", ".", ";", "or", "and", "(", ")", "/", "?",
        "cannot be excluded", "lungs are clear", "XXXX", "___", "1.", "2)", "\n", "\n\n", "FINDINGS:", "Impression:", "but", "3.5 cm", "history of", "- ", "évaluation", "\ud800",
        "\0", "atelectasis", "versus", "calcified", "nodule", "without", "edema", "if", ":", "..", "air-space", "consolidtion",
    ];

    [Fact]
    public void Any_text_is_labelled_and_every_span_lies_within_it()
    {
        SplitMix64 random = new SeedSequence(1).For("labels").ToRandom();
        for (int i = 0; i < 1500; i++)
        {
            string text = Text(random, 40);
            LabeledReport report = Labeler.Label(text);
            int end = 0;
            foreach (LabeledSentence sentence in report.Sentences)
            {
                sentence.Start.ShouldBeGreaterThanOrEqualTo(end);
                end = sentence.Span.End;
                end.ShouldBeLessThanOrEqualTo(text.Length);
                foreach (Mention mention in sentence.Mentions)
                {
                    mention.Span.Start.ShouldBeGreaterThanOrEqualTo(sentence.Start);
                    mention.Span.End.ShouldBeLessThanOrEqualTo(end);
                    mention.Triggers.ShouldAllBe(trigger => trigger.Span.Start >= sentence.Start && trigger.Span.End <= sentence.Span.End);
                }
            }
        }
    }

    [Fact]
    public void The_fast_way_gives_the_same_labels()
    {
        SplitMix64 random = new SeedSequence(2).For("labels").ToRandom();
        var labels = new LabelValue[Labeler.Findings.Count];
        for (int i = 0; i < 500; i++)
        {
            ReportText report = ReportText.Parse(Text(random, 30));
            Labeler.Label(report, labels);
            Labeler.Label(report).Labels.Values.ToArray().ShouldBe(labels);
        }
    }

    [Fact]
    public void Case_and_spaces_do_not_matter()
    {
        SplitMix64 random = new SeedSequence(3).For("labels").ToRandom();
        string[] words = [.. Pieces.Where(piece => piece.All(c => char.IsAsciiLetter(c) || c is ' ' or ',') && piece != "XXXX")];
        for (int i = 0; i < 500; i++)
        {
            string text = string.Join(' ', Enumerable.Range(0, 12).Select(_ => words[random.Next(words.Length)]));
            string expected = Labeler.Label(text).Labels.ToString();
            Labeler.Label(text.ToUpperInvariant()).Labels.ToString().ShouldBe(expected, text);
            Labeler.Label(text.Replace(" ", "   ", StringComparison.Ordinal)).Labels.ToString().ShouldBe(expected, text);
        }
    }

    [Fact]
    public void A_further_sentence_leaves_the_others_labels_alone()
    {
        SplitMix64 random = new SeedSequence(4).For("labels").ToRandom();
        string[] words = [.. Pieces.Where(piece => piece.All(c => char.IsAsciiLetter(c) || c is ' ' or ','))];
        for (int i = 0; i < 500; i++)
        {
            string first = string.Join(' ', Enumerable.Range(0, 10).Select(_ => words[random.Next(words.Length)])) + " here.";
            string alone = Labeler.Label(first).Sentences[0].Labels.ToString();
            Labeler.Label(first + " No acute fracture is seen.").Sentences[0].Labels.ToString().ShouldBe(alone, first);
        }
    }

    [Theory]
    [InlineData("no effusion ")]
    [InlineData("heart ")]
    [InlineData("A: ")]
    [InlineData("no, ")]
    [InlineData("(")]
    [InlineData("\n")]
    [InlineData("1. ")]
    [InlineData("x")]
    public void A_megabyte_of_the_same_is_labelled_in_pieces(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length));
        LabeledReport report = Labeler.Label(text);
        report.Sentences.ShouldAllBe(sentence => sentence.TokenCount <= 256);
    }

    [Fact]
    public void Threads_get_the_same_labels_as_one()
    {
        SplitMix64 random = new SeedSequence(5).For("labels").ToRandom();
        string[] texts = [.. Enumerable.Range(0, 400).Select(_ => Text(random, 30))];
        string[] alone = [.. texts.Select(text => Labeler.Label(text).Labels.ToString())];
        var together = new string[texts.Length];
        Parallel.For(0, texts.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => together[i] = Labeler.Label(texts[i]).Labels.ToString());
        together.ShouldBe(alone);
    }

    [Fact]
    public void Labelling_again_allocates_nothing_on_the_fast_way()
    {
        ReportText report = ReportText.Parse("FINDINGS: No effusion, pneumothorax or consolidation. Heart size is normal. IMPRESSION: Possible atelectasis.");
        var labels = new LabelValue[Labeler.Findings.Count];
        Labeler.Label(report, labels);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Labeler.Label(report, labels);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100 * 64);
    }

    private static string Text(SplitMix64 random, int pieces)
    {
        var text = new StringBuilder();
        for (int i = random.Next(pieces); i > 0; i--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]).Append(random.Next(5) == 0 ? "" : " ");
        }

        return text.ToString();
    }
}
