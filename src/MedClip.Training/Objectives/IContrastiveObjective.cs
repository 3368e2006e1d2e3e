using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// A loss over a batch of images and a batch of texts. What it compares is handed over encoded, so that the embeddings may have been
/// gathered from many processes or cached from many small batches.
/// </summary>
public interface IContrastiveObjective
{
    /// <summary>Whether the inputs must carry label vectors.</summary>
    bool NeedsLabels { get; }

    /// <summary>Whether text j belongs to image j, so that the batches must be equally long and drawn together.</summary>
    bool NeedsPairs { get; }

    /// <summary>What must be encoded; images and texts unless an objective says otherwise.</summary>
    EncodedParts Parts => EncodedParts.Images | EncodedParts.Texts;

    /// <summary>What the objective itself learns, e.g. a bias or a classifier; null for nothing. Its parameters train with the towers'.</summary>
    nn.Module? Module => null;

    /// <summary>
    /// Computes the loss in float32, or in float64 when the embeddings are float64, whatever a surrounding precision scope says
    /// (call it outside such a scope). May set the log-scale's value in place, as the released code does.
    /// </summary>
    /// <param name="inputs">The embeddings, the log-scale and, where needed, the label vectors.</param>
    /// <returns>Scalars with a graph; they belong to the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">A part is missing or shapes do not fit together.</exception>
    ContrastiveLoss Compute(ContrastiveInputs inputs);
}
