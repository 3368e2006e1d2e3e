using System.Text.Json;

namespace MedClip.Models.Tests;

/// <summary>Hugging Face's <c>tokenizer.json</c> instead of <c>vocab.txt</c> and <c>merges.txt</c>.</summary>
public sealed class TokenizerJsonTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_WordPiece_vocabulary_gives_the_ids_of_vocab_txt()
    {
        string[] tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "effusion", "pleural", "##s"];
        string text = folder.File("vocab.txt");
        File.WriteAllLines(text, tokens);
        string json = Write(new { model = new { type = "WordPiece", vocab = tokens.Select((token, id) => (token, id)).ToDictionary(pair => pair.token, pair => pair.id) } });
        WordPieceTokenizer.FromVocabulary(json).Tokenize("Pleural effusions").Select(token => token.Id)
            .ShouldBe(WordPieceTokenizer.FromVocabulary(text).Tokenize("Pleural effusions").Select(token => token.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Merges_of_byte_pair_encoding_give_the_ids_of_the_published_list(bool pairs)
    {
        IEnumerable<object> merges = ClipMerges.Published.Lines.Select(line => pairs ? (object)line.Split(' ') : line);
        string json = Write(new { model = new { type = "BPE", merges } });
        ClipMerges read = ClipMerges.Load(json);
        read.Sha256.ShouldBe(ClipMerges.Published.Sha256);
        new ClipTokenizer(read).Tokenize("no pleural effusion").Tokens.Select(token => token.Id)
            .ShouldBe(new ClipTokenizer().Tokenize("no pleural effusion").Tokens.Select(token => token.Id));
    }

    [Theory]
    [InlineData("{\"model\": {\"type\": \"WordPiece\", \"vocab\": {\"a\": 0, \"b\": 2}}}", "must number")]
    [InlineData("{\"model\": {\"type\": \"Unigram\", \"vocab\": {\"a\": 0}}}", "no WordPiece")]
    [InlineData("{\"model\": {\"vocab\": {\"a\": \"x\"}}}", "no id of its own")]
    [InlineData("[", "not valid JSON")]
    public void A_wrong_vocabulary_is_refused(string json, string says)
    {
        string path = folder.File("tokenizer.json");
        File.WriteAllText(path, json);
        Should.Throw<InvalidInputException>(() => WordPieceTokenizer.FromVocabulary(path)).Message.ShouldContain(says);
        Should.Throw<InvalidInputException>(() => ClipMerges.Load(path)).Message.ShouldContain(path);
    }

    public void Dispose() => folder.Dispose();

    private string Write(object json)
    {
        string path = folder.File("tokenizer.json");
        File.WriteAllText(path, JsonSerializer.Serialize(json));
        return path;
    }
}
