namespace MedClip.Knowledge;

/// <summary>The measures of <see cref="LabelSimilarity"/> as objects, to be chosen, weighted and combined.</summary>
public static class LabelSimilarities
{
    private delegate void Arithmetic(ReadOnlySpan<double> images, ReadOnlySpan<double> texts, int width, Span<double> similarity);

    /// <summary>The cosine (paper eq. 3).</summary>
    public static ILabelSimilarity Cosine { get; } = new Measure(LabelSimilarity.Cosine);

    /// <summary>The raw dot product of the released code.</summary>
    public static ILabelSimilarity Dot { get; } = new Measure(LabelSimilarity.Dot);

    /// <summary>The share of the text that holds for the image.</summary>
    public static ILabelSimilarity Coverage { get; } = new Measure(LabelSimilarity.Coverage);

    /// <summary>What both have over what either has.</summary>
    public static ILabelSimilarity Jaccard { get; } = new Measure(LabelSimilarity.Jaccard);

    /// <summary>The measure of a named behaviour.</summary>
    /// <param name="behaviour">Whose rule applies.</param>
    public static ILabelSimilarity For(Behaviour behaviour) => behaviour switch
    {
        Behaviour.Paper => Cosine,
        Behaviour.Reference => Dot,
        _ => Coverage,
    };

    private sealed class Measure(Arithmetic arithmetic) : ILabelSimilarity
    {
        public void Compute(ReadOnlySpan<double> images, ReadOnlySpan<double> texts, int width, Span<double> similarity) =>
            arithmetic(images, texts, width, similarity);
    }
}
