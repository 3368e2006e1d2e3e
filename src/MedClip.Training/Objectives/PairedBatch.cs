using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>What the objectives over pairs share: text j belongs to image j.</summary>
internal static class PairedBatch
{
    /// <exception cref="ArgumentException">There are not as many images as texts, or none.</exception>
    public static void Check(ContrastiveInputs inputs, string objective)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Images.shape[0] != inputs.Texts.shape[0])
        {
            throw new ArgumentException(
                $"{objective} compares pairs: {inputs.Images.shape[0]} images and {inputs.Texts.shape[0]} texts are not pairs.", nameof(inputs));
        }
    }

    /// <summary>Hands a loss out of the scope that it was computed in.</summary>
    public static ContrastiveLoss MoveOut(this ContrastiveLoss loss)
    {
        loss.Total.MoveToOuterDisposeScope();
        loss.ImageToText.MoveToOuterDisposeScope();
        loss.TextToImage.MoveToOuterDisposeScope();
        return loss;
    }

    /// <summary>The type in which a loss over these embeddings is computed.</summary>
    public static ScalarType LossType(Tensor embeddings) => embeddings.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
}
