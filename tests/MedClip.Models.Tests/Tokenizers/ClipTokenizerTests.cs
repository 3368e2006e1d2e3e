using System.Text;

namespace MedClip.Models.Tests;

public sealed class ClipTokenizerTests
{
    private readonly ClipTokenizer tokenizer = new();

    [Fact]
    public void A_text_is_start_words_and_end()
    {
        (string cleaned, IReadOnlyList<TextToken> tokens) = tokenizer.Tokenize("  No  Pleural\teffusion. ");
        cleaned.ShouldBe("no pleural effusion.");
        tokens[0].Id.ShouldBe(49406);
        tokens[^1].Id.ShouldBe(49407);
        string.Concat(tokens.Skip(1).SkipLast(1).Select(token => tokenizer.TokenOf(token.Id))).Replace("</w>", " ", StringComparison.Ordinal).ShouldBe("no pleural effusion . ");
        tokens[^2].ShouldBe(new TextToken(tokens[^2].Id, 19, 20));
    }

    [Fact]
    public void Special_tokens_in_a_text_are_text_unless_asked_for()
    {
        tokenizer.Encode("a <end_of_text> b").Count(id => id == tokenizer.EndId).ShouldBe(1);
        new ClipTokenizer(specialTokensInText: true).Encode("a <end_of_text> b").Count(id => id == tokenizer.EndId).ShouldBe(2);
    }

    [Fact]
    public void A_long_text_keeps_its_head_and_the_end()
    {
        TokenBatch batch = tokenizer.Encode([string.Join(' ', Enumerable.Repeat("lung", 200)), "lung"], 77);
        batch.Length.ShouldBe(77);
        batch.InputIds[76].ShouldBe(49407);
        batch.InputIds[75].ShouldBe(batch.InputIds[1]);
        batch.AttentionMask.Skip(77).Sum().ShouldBe(3);
    }

    [Fact]
    public void Encoding_allocates_nothing_for_a_token()
    {
        string text = string.Concat(Enumerable.Repeat("No pleural effusions, it's 12 mm. ", 200));
        var ids = new int[4096];
        int count = 0;
        Allocation.Of(() => count = tokenizer.Encode(text, ids)).ShouldBe(0);
        count.ShouldBeGreaterThan(200 * 9);
    }

    [Fact]
    public void Words_that_no_table_keeps_get_the_same_ids_without_allocation()
    {
        // More words than the table has places: the later ones are merged anew each time.
        string[] words = [.. Enumerable.Range(0, 60_000).Select(i => $"q{i:x}z")];
        var ids = new int[64];
        int[][] first = [.. words.Select(word => ids[..tokenizer.Encode(word.AsSpan(), ids)])];
        Allocation.Of(() =>
        {
            for (int i = 0; i < words.Length; i++)
            {
                int count = tokenizer.Encode(words[i].AsSpan(), ids);
                if (!ids.AsSpan(0, count).SequenceEqual(first[i]))
                {
                    Assert.Fail($"{words[i]} gets other ids the second time");
                }
            }
        }).ShouldBe(0);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(900)]
    public void Long_words_are_merged_as_short_ones_are(int length)
    {
        // The same word with and without the help of the queue for long ones: a word is its letters, merged by rank whatever the way.
        string word = string.Concat(Enumerable.Range(0, length).Select(i => "pneumothoraxeffusion"[i % 20]));
        int[] ids = [.. tokenizer.Encode(word).Skip(1).SkipLast(1)];
        string.Concat(ids.Select(tokenizer.TokenOf)).ShouldBe($"{word}</w>");
        ids.SkipLast(1).Zip(ids.Skip(1)).ShouldAllBe(pair => !ClipMerges.Published.Lines.Contains($"{tokenizer.TokenOf(pair.First)} {tokenizer.TokenOf(pair.Second)}"));
    }

    [Fact]
    public void Merges_are_saved_and_read_again_and_wrong_ones_are_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("merges.txt");
        using (FileStream stream = File.Create(path))
        {
            tokenizer.SaveVocabulary(stream);
        }

        ClipMerges.Load(path).Sha256.ShouldBe(tokenizer.Facts.VocabularySha256);
        File.WriteAllText(path, "#version: 0.2\ni n\nxy\n", Encoding.UTF8);
        Should.Throw<InvalidInputException>(() => ClipMerges.Load(path)).Message.ShouldContain("line 2");
        File.WriteAllText(path, "qq zz\n", Encoding.UTF8);
        Should.Throw<InvalidInputException>(() => new ClipTokenizer(ClipMerges.Load(path))).Message.ShouldContain("does not exist yet");
    }
}
