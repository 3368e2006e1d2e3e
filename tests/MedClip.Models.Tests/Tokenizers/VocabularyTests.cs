using System.Text;

namespace MedClip.Models.Tests;

public sealed class VocabularyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("[PAD]\n[CLS]\n[SEP]\nno\n", "[UNK]")]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n[SEP]\nno\nno\n", "line 6")]
    [InlineData("[PAD]\n[UNK]\n\n[CLS]\n[SEP]\n", "line 3")]
    public void A_wrong_vocabulary_is_refused_with_its_cause(string text, string cause)
    {
        string path = folder.File("vocab.txt");
        File.WriteAllText(path, text);
        string message = Should.Throw<InvalidInputException>(() => WordPieceTokenizer.FromVocabulary(path)).Message;
        message.ShouldContain(path);
        message.ShouldContain(cause);
    }

    [Fact]
    public void A_file_that_is_missing_or_not_utf8_is_refused()
    {
        Should.Throw<InvalidInputException>(() => Vocabulary.Load(folder.File("none.txt"))).Message.ShouldContain("none.txt");
        string path = folder.File("latin.txt");
        File.WriteAllBytes(path, [0x5B, 0xE9, 0x0A]);
        Should.Throw<InvalidInputException>(() => Vocabulary.Load(path)).Message.ShouldContain("UTF-8");
    }

    [Fact]
    public void A_saved_vocabulary_loads_with_the_same_hash_whatever_its_line_ends()
    {
        Vocabulary vocabulary = Vocabulary.Of(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "é", "##x"]);
        string path = folder.File("vocab.txt");
        File.WriteAllText(path, string.Join("\r\n", vocabulary.Tokens));
        Vocabulary loaded = Vocabulary.Load(path);
        loaded.Tokens.ShouldBe(vocabulary.Tokens);
        loaded.Sha256.ShouldBe(vocabulary.Sha256);
        using var stream = new MemoryStream();
        loaded.Save(stream);
        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe("[PAD]\n[UNK]\n[CLS]\n[SEP]\né\n##x\n");
    }

    public void Dispose() => folder.Dispose();
}
