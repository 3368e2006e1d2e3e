namespace MedClip.Models.Tests;

public sealed class WordPieceTokenizerTests
{
    private static readonly string[] Tokens =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "no", "pleural", "effusion", "ef", "##fusion", "##s", ".", "x", "##x", "心", "ca", "##fe", "[", "]", "sep",
    ];

    private static WordPieceTokenizer Tokenizer(bool lowerCase = true, bool special = false) =>
        new(Vocabulary.Of(Tokens), new WordPieceOptions { LowerCase = lowerCase, SpecialTokensInText = special });

    private static string[] Pieces(WordPieceTokenizer tokenizer, string text) =>
        [.. tokenizer.Tokenize(text).Select(t => tokenizer.Vocabulary.Tokens[t.Id])];

    [Theory]
    [InlineData("No pleural effusion.", "[CLS] no pleural effusion . [SEP]")]
    [InlineData("effusions", "[CLS] effusion ##s [SEP]")]
    [InlineData("xxx", "[CLS] x ##x ##x [SEP]")]
    [InlineData("efx", "[CLS] ef ##x [SEP]")]
    [InlineData("efq", "[CLS] [UNK] [SEP]")]
    [InlineData("no心x", "[CLS] no 心 x [SEP]")]
    [InlineData("Café", "[CLS] ca ##fe [SEP]")]
    [InlineData("Cafe\u0301", "[CLS] ca ##fe [SEP]")]
    [InlineData("no\u00ADx", "[CLS] no ##x [SEP]")]
    [InlineData("x\u00ADx", "[CLS] x ##x [SEP]")]
    [InlineData("x\tx\u00A0x", "[CLS] x x x [SEP]")]
    [InlineData("x\uD800x", "[CLS] x ##x [SEP]")]
    [InlineData("", "[CLS] [SEP]")]
    public void Words_become_the_longest_pieces(string text, string expected) => string.Join(' ', Pieces(Tokenizer(), text)).ShouldBe(expected);

    [Fact]
    public void Without_lower_casing_capitals_and_accents_stay() =>
        Pieces(Tokenizer(lowerCase: false), "No café no").ShouldBe(["[CLS]", "[UNK]", "[UNK]", "no", "[SEP]"]);

    [Fact]
    public void A_special_token_written_in_a_text_is_text_unless_asked_for()
    {
        Pieces(Tokenizer(), "no[SEP]x").ShouldBe(["[CLS]", "no", "[", "sep", "]", "x", "[SEP]"]);
        WordPieceTokenizer tokenizer = Tokenizer(special: true);
        Pieces(tokenizer, "no[SEP]x").ShouldBe(["[CLS]", "no", "[SEP]", "x", "[SEP]"]);
        tokenizer.Tokenize("no[SEP]x")[2].ShouldBe(new TextToken(3, 2, 7));
        tokenizer.Tokenize("no[SEP]x")[3].ShouldBe(new TextToken(12, 7, 8));
    }

    [Fact]
    public void Offsets_are_utf16_units_of_the_text()
    {
        IReadOnlyList<TextToken> tokens = Tokenizer().Tokenize("  Café\u0301 x𝄞");
        tokens[1].ShouldBe(new TextToken(15, 2, 4));
        tokens[2].ShouldBe(new TextToken(16, 4, 6));
        tokens[3].ShouldBe(new TextToken(1, 8, 11));
    }

    [Fact]
    public void A_word_of_a_hundred_characters_is_split_and_one_more_is_unknown()
    {
        Tokenizer().Tokenize(new string('x', 100)).Count.ShouldBe(102);
        Pieces(Tokenizer(), new string('x', 101)).ShouldBe(["[CLS]", "[UNK]", "[SEP]"]);
    }

    [Fact]
    public void A_batch_is_truncated_and_padded()
    {
        TokenBatch batch = Tokenizer().Encode(["x x x x x", "no", ""], 4);
        batch.Rows.ShouldBe(3);
        batch.Length.ShouldBe(4);
        batch.InputIds.ShouldBe([2, 12, 12, 3, 2, 5, 3, 0, 2, 3, 0, 0]);
        batch.AttentionMask.ShouldBe([1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0]);
        Should.Throw<ArgumentOutOfRangeException>(() => Tokenizer().Encode(["x"], 1));
    }

    [Fact]
    public void Encoding_allocates_nothing_for_a_token()
    {
        WordPieceTokenizer tokenizer = Tokenizer();
        string text = string.Concat(Enumerable.Repeat("No pleural effusions. Café xxx q ", 200));
        var ids = new int[4096];
        int count = 0;
        Allocation.Of(() => count = tokenizer.Encode(text, ids)).ShouldBe(0);
        count.ShouldBe(2 + (200 * 11));
    }

    [Fact]
    public void The_short_way_through_ascii_gives_what_the_long_way_gives()
    {
        // A character beyond ASCII behind a text sends its last word the long way; U+00AD vanishes.
        WordPieceTokenizer tokenizer = Tokenizer();
        var random = new SplitMix64(11);
        for (int i = 0; i < 2000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => "xXsef. \t\u0001[#\u007F"[random.Next(12)]));
            string longWay = string.Concat(text.Select(c => $"{c}\u00AD"));
            TextToken[] expected = [.. tokenizer.Tokenize(longWay)];
            TextToken[] actual = [.. tokenizer.Tokenize(text)];
            actual.Select(token => token.Id).ShouldBe(expected.Select(token => token.Id), text);
            actual.Select(token => token.Start).ShouldBe(expected.Select(token => token.Start / 2), text);
            actual.Select(token => token.End).ShouldBe(expected.Select(token => (token.End + 1) / 2), text);
        }
    }

    [Fact]
    public void Long_mappings_hold_no_punctuation_so_that_words_need_no_second_look() =>
        BertCodePoints.Instance.LongMappings.ShouldAllBe(
            mapping => mapping.All(c => (BertCodePoints.Instance.KindOf(c) & CodePointKinds.Punctuation) == 0));

    [Fact]
    public void Hangul_decomposes_by_rule()
    {
        Span<int> result = stackalloc int[3];
        BertCodePoints.Instance.Lower('각', result).ShouldBe(3);
        result.ToArray().ShouldBe([0x1100, 0x1161, 0x11A8]);
        BertCodePoints.Instance.Lower('가', result).ShouldBe(2);
    }
}
