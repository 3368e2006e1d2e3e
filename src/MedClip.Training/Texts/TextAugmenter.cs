using MedClip.Knowledge;

namespace MedClip.Training;

/// <summary>
/// Varies sentences as the released code does, by one of three changes: a term for a finding gives way to another term for it, two
/// neighbouring words change places, or a word goes. A variation of which the labeller says something else than of the original is dropped:
/// deleting "no" is no augmentation. Thread-safe.
/// </summary>
public sealed class TextAugmenter
{
    private const int Tries = 3;
    private readonly ReportLabeler labeler = new();
    private readonly IReadOnlyList<IReadOnlyList<string>> terms;

    /// <summary>Creates an augmenter.</summary>
    /// <param name="lexicon">Whose terms replace each other; the built-in lexicon when null.</param>
    public TextAugmenter(Lexicon? lexicon = null) => terms =
    [
        .. (lexicon ?? Lexicon.Default).Findings.Where(finding => !finding.OnlyBlocksNoFinding).Select(LexiconPhrases.Of).Where(phrases => phrases.Count > 1),
    ];

    /// <summary>Varies a sentence.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="seed">Equal seeds vary equally.</param>
    /// <returns>Another sentence of the same labels, or the sentence itself when no change keeps them.</returns>
    public string Vary(string sentence, SeedSequence seed)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        SplitMix64 random = seed.ToRandom();
        FindingLabels labels = labeler.Label(sentence).Labels;
        for (int i = 0; i < Tries; i++)
        {
            string varied = random.Next(3) switch
            {
                0 => ReplaceTerm(sentence, random),
                1 => SwapWords(sentence, random),
                _ => DeleteWord(sentence, random),
            };
            if (varied != sentence && labeler.Label(varied).Labels.Values.SequenceEqual(labels.Values))
            {
                return varied;
            }
        }

        return sentence;
    }

    private string ReplaceTerm(string sentence, SplitMix64 random)
    {
        string padded = $" {sentence} ";
        (int Start, string Term, IReadOnlyList<string> Others)[] found =
        [
            .. terms.SelectMany(phrases => phrases.Select(phrase => (Start: Find(padded, phrase), phrase, phrases)))
                .Where(hit => hit.Start >= 0)
                .OrderByDescending(hit => hit.phrase.Length).Take(3),
        ];
        if (found.Length == 0)
        {
            return sentence;
        }

        (int start, string term, IReadOnlyList<string> others) = found[random.Next(found.Length)];
        string other = others[random.Next(others.Count)];
        return string.Concat(padded.AsSpan(0, start), other, padded.AsSpan(start + term.Length)).Trim();
    }

    // Whole words only.
    private static int Find(string padded, string phrase)
    {
        int at = padded.IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
        return at > 0 && !char.IsLetterOrDigit(padded[at - 1]) && !char.IsLetterOrDigit(padded[at + phrase.Length]) ? at : -1;
    }

    private static string SwapWords(string sentence, SplitMix64 random)
    {
        string[] words = sentence.Split(' ');
        if (words.Length < 2)
        {
            return sentence;
        }

        int at = random.Next(words.Length - 1);
        (words[at], words[at + 1]) = (words[at + 1], words[at]);
        return string.Join(' ', words);
    }

    private static string DeleteWord(string sentence, SplitMix64 random)
    {
        string[] words = sentence.Split(' ');
        if (words.Length < 2)
        {
            return sentence;
        }

        int gone = random.Next(words.Length);
        return string.Join(' ', words.Where((_, i) => i != gone));
    }
}
