namespace MedClip.Models.Tests;

public sealed class WordPieceTrainerTests
{
    private static readonly string[] Corpus =
        ["No pleural effusion.", "Small pleural effusion.", "No pneumothorax.", "Large effusions.", "The heart is normal.", "Normal heart."];

    [Fact]
    public void Repeated_words_become_one_token_and_new_words_are_spelt()
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Build(Corpus, 200);
        tokenizer.Vocabulary.IdOf("pleural").ShouldBeGreaterThan(0);
        tokenizer.Vocabulary.IdOf("effusion").ShouldBeGreaterThan(0);
        tokenizer.Tokenize("pleural effusion").Count.ShouldBe(4);
        tokenizer.Tokenize("zygoma-12").ShouldAllBe(t => t.Id != tokenizer.Vocabulary.IdOf("[UNK]"));
        tokenizer.VocabularySize.ShouldBeLessThanOrEqualTo(200);
    }

    [Fact]
    public void The_order_of_the_texts_does_not_matter()
    {
        string first = WordPieceTokenizer.Build(Corpus, 180).Vocabulary.Sha256;
        WordPieceTokenizer.Build(Corpus.Reverse(), 180).Vocabulary.Sha256.ShouldBe(first);
        WordPieceTokenizer.Build(Corpus[1..], 180).Vocabulary.Sha256.ShouldNotBe(first);
    }

    [Fact]
    public void The_most_frequent_pair_is_merged_first_and_ties_go_by_name()
    {
        // "qz" occurs five times, "jv" and "kw" thrice each.
        string[] corpus = ["qz qz qz qz qz kw kw kw jv jv jv"];
        int alphabet = WordPieceTokenizer.Build(corpus, 1000).VocabularySize - 3;
        Vocabulary two = WordPieceTokenizer.Build(corpus, alphabet + 2).Vocabulary;
        two.Tokens[^2].ShouldBe("qz");
        two.Tokens[^1].ShouldBe("jv");
    }

    [Fact]
    public void A_size_below_the_alphabet_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => WordPieceTokenizer.Build(Corpus, 50)).Message.ShouldContain("at least");

    [Fact]
    public void Case_stays_when_asked()
    {
        Vocabulary vocabulary = WordPieceTokenizer.Build(["Heart Heart heart"], 400, new WordPieceOptions { LowerCase = false }).Vocabulary;
        vocabulary.IdOf("Heart").ShouldBeGreaterThan(0);
    }
}
