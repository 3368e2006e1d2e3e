namespace MedClip.Models;

/// <summary>Sizes of a BERT encoder (Devlin et al. 2018, https://arxiv.org/abs/1810.04805, section 3).</summary>
public sealed record BertConfig : TextConfig
{
    /// <summary>Width of a token.</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary>Layers.</summary>
    public int Layers { get; init; } = 12;

    /// <summary>Attention heads; they divide the width.</summary>
    public int Heads { get; init; } = 12;

    /// <summary>Hidden width of a layer's perceptron.</summary>
    public int IntermediateSize { get; init; } = 3072;

    /// <summary>Kinds of segments; a report uses the first.</summary>
    public int SegmentKinds { get; init; } = 2;

    /// <summary>Probability that a feature or an attention weight is dropped while training, in [0, 1).</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Added to the variance in layer norms.</summary>
    public double NormEpsilon { get; init; } = 1e-12;

    /// <summary>Deviation of the weights at the start.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>Whether the network has the dense layer over [CLS] of the official weights; only <see cref="TextPooling.Pooler"/> uses it.</summary>
    public bool HasPooler { get; init; } = true;

    /// <summary>How token states become one vector.</summary>
    public TextPooling Pooling { get; init; } = TextPooling.Reference;

    /// <inheritdoc/>
    public override int FeatureSize => HiddenSize;

    /// <inheritdoc/>
    internal override double LeastParameters =>
        TransformerSizes.LeastParameters(HiddenSize, Layers, IntermediateSize) + (((double)VocabularySize + MaximumPositions + SegmentKinds) * HiddenSize);

    /// <summary>
    /// A small network for report sentences and a vocabulary built from the corpus: two layers of width 192. Without padding's influence:
    /// masked pooling.
    /// </summary>
    public static BertConfig Film64 { get; } = new()
    {
        VocabularySize = 4096, MaximumPositions = 128, HiddenSize = 192, Layers = 2, Heads = 4, IntermediateSize = 768, SegmentKinds = 1,
        InitializerRange = 0.05, HasPooler = false, Pooling = TextPooling.Masked,
    };

    /// <summary>A small BERT (google/bert_uncased_L-4_H-512_A-8, https://arxiv.org/abs/1908.08962).</summary>
    public static BertConfig Small { get; } = new()
    {
        VocabularySize = 30522, HiddenSize = 512, Layers = 4, Heads = 8, IntermediateSize = 2048, Pooling = TextPooling.Masked,
    };

    /// <summary>The smallest of the published BERTs (google/bert_uncased_L-2_H-128_A-2, https://arxiv.org/abs/1908.08962).</summary>
    public static BertConfig Tiny { get; } = Small with { HiddenSize = 128, Layers = 2, Heads = 2, IntermediateSize = 512 };

    /// <summary>BERT-base in Bio_ClinicalBERT's sizes, cased vocabulary, the reference's pooling: the paper's text tower.</summary>
    public static BertConfig Base { get; } = new();

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        foreach (string problem in base.Problems().Concat(
            TransformerSizes.Problems("text", HiddenSize, Layers, Heads, IntermediateSize, Dropout, NormEpsilon)))
        {
            yield return problem;
        }

        if (SegmentKinds < 1)
        {
            yield return "text.segmentKinds must be at least 1.";
        }

        if (Pooling == TextPooling.Pooler && !HasPooler)
        {
            yield return "text.pooling is pooler, but text.hasPooler is false.";
        }

        if (Pooling == TextPooling.LastFourSum && Layers < 4)
        {
            yield return "text.pooling lastFourSum needs text.layers of at least 4.";
        }

        if (Pooling is TextPooling.Reference or TextPooling.Masked && Layers < 2)
        {
            yield return $"text.pooling {Pooling} averages the states after layers 1, 2 and the last, so text.layers must be at least 2.";
        }
    }
}
