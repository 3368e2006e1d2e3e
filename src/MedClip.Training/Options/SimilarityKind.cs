using MedClip.Knowledge;

namespace MedClip.Training;

/// <summary>How alike the label vectors of an image and a text are.</summary>
public enum SimilarityKind
{
    /// <summary>Their cosine (equation 3).</summary>
    Cosine,

    /// <summary>Their dot product, as in the released code.</summary>
    Dot,

    /// <summary>The share of the text's findings that the image has.</summary>
    Coverage,

    /// <summary>Shared findings over all findings of either.</summary>
    Jaccard,
}

/// <summary>The measures behind the kinds.</summary>
internal static class SimilarityKinds
{
    public static ILabelSimilarity Measure(this SimilarityKind kind) => kind switch
    {
        SimilarityKind.Cosine => LabelSimilarities.Cosine,
        SimilarityKind.Dot => LabelSimilarities.Dot,
        SimilarityKind.Jaccard => LabelSimilarities.Jaccard,
        _ => LabelSimilarities.Coverage,
    };
}
