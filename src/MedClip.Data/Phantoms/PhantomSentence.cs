namespace MedClip.Data;

/// <summary>Makes a sentence of a finding's phrases.</summary>
internal static class PhantomSentence
{
    private static readonly string[] Sizes = ["mild", "moderate", "small", "marked", "slight"];
    private static readonly string[] Sides = ["left", "right"];
    private static readonly string[] Zones = ["upper lobe", "lower lobe", "mid lung", "lung base"];

    public static string Say(PhantomPhrases phrases, LabelValue value, SplitMix64 random)
    {
        string sentence = value switch
        {
            LabelValue.Positive => Pick(phrases.Statements, random),
            LabelValue.Negative => Pick(phrases.Denials, random),
            _ => Pick(PhantomPhrases.Doubts, random),
        };
        string size = Pick(Sizes, random);
        string side = Pick(Sides, random);
        string term = Pick(phrases.Terms, random);
        return sentence
            .Replace("is {size} enlarged", size is "small" ? "is enlarged" : $"is {Adverb(size)} enlarged", StringComparison.Ordinal)
            .Replace("{size}", size, StringComparison.Ordinal).Replace("{Size}", Capital(size), StringComparison.Ordinal)
            .Replace("{side}", side, StringComparison.Ordinal).Replace("{Side}", Capital(side), StringComparison.Ordinal)
            .Replace("{zone}", Pick(Zones, random), StringComparison.Ordinal)
            .Replace("{term}", term, StringComparison.Ordinal).Replace("{Term}", Capital(term), StringComparison.Ordinal);
    }

    public static string Pick(string[] texts, SplitMix64 random) => texts[random.Next(texts.Length)];

    private static string Adverb(string size) => size + "ly";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
