using System.Runtime.InteropServices;

namespace MedClip.Knowledge;

/// <summary>Says whether a concept that someone else has found is asserted, denied or hedged in its sentence. Thread-safe; make one and keep it.</summary>
public sealed class ConceptAsserter
{
    private readonly AssertionResolver resolver;
    private readonly ReportTokenizer tokenizer;
    private readonly SentenceSplitter splitter;

    /// <summary>Creates an asserter.</summary>
    /// <param name="rules">The trigger phrases; null for the built-in ones.</param>
    public ConceptAsserter(AssertionRules? rules = null)
    {
        var vocabulary = new Vocabulary();
        resolver = new AssertionResolver(rules ?? AssertionRules.Default, vocabulary);
        splitter = new SentenceSplitter(vocabulary);
        resolver.Freeze();
        tokenizer = new ReportTokenizer(vocabulary);
    }

    /// <summary>What a text says of a concept; only the sentence that holds the concept counts.</summary>
    /// <param name="text">One or more sentences.</param>
    /// <param name="concept">Where the concept stands in the text; at least one character.</param>
    /// <exception cref="ArgumentOutOfRangeException">The span is empty, outside the text, or holds no word.</exception>
    public ConceptAssertion Assert(string text, TextSpan concept)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (concept.Start < 0 || concept.Length < 1 || concept.Start > text.Length - concept.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(concept), concept, $"The concept must lie within the {text.Length} characters of the text.");
        }

        var tokens = new TokenizedText();
        tokenizer.Tokenize(text, new TextSpan(0, text.Length), tokens);
        (int first, int end) = TokensOf(tokens.Tokens, concept);
        if (first >= end)
        {
            throw new ArgumentOutOfRangeException(nameof(concept), concept, "The concept holds no word.");
        }

        var sentences = new List<SentenceTokens>();
        splitter.Split(tokens, 0, sentences);
        SentenceTokens sentence = SentenceOf(sentences, first, end);
        var triggers = new List<ActiveTrigger>();
        var decisive = new List<ActiveTrigger>();
        resolver.FindTriggers(tokens.Tokens, sentence, [], triggers, new SentenceTokens(first, end));
        var entity = new Entity(-1, new LexiconTerm(new Finding("Concept"), ""), first, end, ulong.MaxValue);
        Assertion assertion = resolver.Resolve(tokens.Tokens, entity, CollectionsMarshal.AsSpan(triggers), decisive);
        return new ConceptAssertion(assertion, [.. decisive.Select(trigger => new Trigger(trigger.Rule, tokens.SpanOf(trigger.First, trigger.End)))]);
    }

    private static (int First, int End) TokensOf(ReadOnlySpan<Token> tokens, TextSpan concept)
    {
        int first = 0;
        while (first < tokens.Length && tokens[first].End <= concept.Start)
        {
            first++;
        }

        int end = first;
        while (end < tokens.Length && tokens[end].Start < concept.End)
        {
            end++;
        }

        return (first, end);
    }

    /// <summary>The sentence, or the sentences, over which the concept extends.</summary>
    private static SentenceTokens SentenceOf(List<SentenceTokens> sentences, int first, int end)
    {
        (int from, int to) = (first, end);
        foreach (SentenceTokens sentence in sentences)
        {
            if (sentence.First < end && sentence.End > first)
            {
                (from, to) = (Math.Min(from, sentence.First), Math.Max(to, sentence.End));
            }
        }

        return new SentenceTokens(from, to);
    }
}
