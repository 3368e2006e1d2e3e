using System.Runtime.CompilerServices;

namespace MedClip.Knowledge;

/// <summary>A text cut into tokens. Reusable: cutting the next text overwrites the tokens.</summary>
public sealed class TokenizedText
{
    private Token[] tokens = new Token[256];

    /// <summary>The text that the offsets of the tokens refer to.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What other tools have found in the text; see <see cref="ReportText.Concepts"/>.</summary>
    public IReadOnlyList<ConceptAnnotation> Concepts { get; internal set; } = [];

    /// <summary>The tokens in order.</summary>
    public ReadOnlySpan<Token> Tokens => tokens.AsSpan(0, Count);

    /// <summary>The number of tokens.</summary>
    public int Count { get; private set; }

    /// <summary>The characters from the first token of a range to its last.</summary>
    /// <param name="first">Index of the first token.</param>
    /// <param name="end">Index just behind the last token; greater than <paramref name="first"/>.</param>
    public TextSpan SpanOf(int first, int end) => TextSpan.Between(tokens[first].Start, tokens[end - 1].End);

    /// <summary>The characters of one token.</summary>
    /// <param name="index">Index of the token.</param>
    public ReadOnlySpan<char> CharactersOf(int index) => Text.AsSpan(tokens[index].Start, tokens[index].Length);

    internal int Capacity => tokens.Length;

    internal void Begin(string text) => (Text, Count, Concepts) = (text, 0, []);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(in Token token)
    {
        Token[] all = tokens;
        if (Count == all.Length)
        {
            all = Grow();
        }

        all[Count++] = token;
    }

    private Token[] Grow()
    {
        Array.Resize(ref tokens, Count * 2);
        return tokens;
    }
}
