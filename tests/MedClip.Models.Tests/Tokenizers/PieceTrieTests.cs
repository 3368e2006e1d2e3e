namespace MedClip.Models.Tests;

public sealed class PieceTrieTests
{
    private static readonly string[] Tokens = ["a", "ab", "abcd", "##b", "##bc", "#", "##", "\0x", "心", "\uD834\uDD1E"];

    private readonly PieceTrie trie = new(Tokens);

    [Theory]
    [InlineData("a", 1, 0)]
    [InlineData("abc", 2, 1)]
    [InlineData("abcde", 4, 2)]
    [InlineData("\0x", 2, 7)]
    [InlineData("心x", 1, 8)]
    [InlineData("\uD834\uDD1E", 2, 9)]
    [InlineData("##bc", 4, 4)]
    [InlineData("b", 0, -1)]
    [InlineData("", 0, -1)]
    public void The_longest_beginning_is_found(string rest, int length, int id)
    {
        trie.Match(PieceTrie.Initial, rest, out int found).ShouldBe(length);
        found.ShouldBe(id);
    }

    [Theory]
    [InlineData("b", 1, 3)]
    [InlineData("bcd", 2, 4)]
    [InlineData("a", 0, -1)]
    public void Continuations_are_looked_up_apart(string rest, int length, int id)
    {
        trie.Match(trie.Continuing, rest, out int found).ShouldBe(length);
        found.ShouldBe(id);
    }

    [Fact]
    public void Without_continuations_nothing_continues()
    {
        var without = new PieceTrie(["a", "#"]);
        without.Match(without.Continuing, "a", out int id).ShouldBe(0);
        id.ShouldBe(-1);
    }

    [Fact]
    public void A_large_vocabulary_agrees_with_a_dictionary()
    {
        var random = new SplitMix64(5);
        string Word() => string.Concat(Enumerable.Range(0, 1 + random.Next(6)).Select(_ => (char)('a' + random.Next(4))));
        string[] words = [.. Enumerable.Range(0, 3000).Select(_ => Word()).Distinct()];
        var large = new PieceTrie(words);
        var ids = words.Select((word, id) => (word, id)).ToDictionary(pair => pair.word, pair => pair.id);
        for (int i = 0; i < 2000; i++)
        {
            string text = Word() + Word();
            int length = Enumerable.Range(1, text.Length).LastOrDefault(n => ids.ContainsKey(text[..n]));
            large.Match(PieceTrie.Initial, text, out int id).ShouldBe(length, text);
            id.ShouldBe(length == 0 ? -1 : ids[text[..length]], text);
        }
    }
}
