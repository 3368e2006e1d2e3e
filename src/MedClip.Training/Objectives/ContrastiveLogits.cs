using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>The scaled cosines that equations (6) and (7) turn into predictions, and their cross entropy with targets.</summary>
internal static class ContrastiveLogits
{
    /// <summary>exp(a)·V·Tᵀ in float32, or in float64 for float64 embeddings.</summary>
    /// <returns>Logits, (N, M).</returns>
    public static Tensor Of(ContrastiveInputs inputs)
    {
        if (inputs.Images.dim() != 2 || inputs.Texts.dim() != 2 || inputs.Images.shape[1] != inputs.Texts.shape[1])
        {
            throw new ArgumentException(
                $"Embeddings of ({string.Join(", ", inputs.Images.shape)}) and ({string.Join(", ", inputs.Texts.shape)}) can't be compared; "
                + "both must be matrices with as many columns.", nameof(inputs));
        }

        if (inputs.Images.shape[0] == 0 || inputs.Texts.shape[0] == 0)
        {
            throw new ArgumentException("A contrastive loss needs at least one image and one text.", nameof(inputs));
        }

        ScalarType type = inputs.Images.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        Tensor cosines = inputs.Images.to_type(type).matmul(inputs.Texts.to_type(type).t()); // (N, P)·(P, M) -> (N, M)
        return inputs.LogScale.to_type(type).exp() * cosines;
    }

    /// <summary>Mean over rows of −Σ targets·log softmax(logits); the row maximum is taken off before exp, so nothing overflows.</summary>
    /// <param name="logits">Logits, (R, C).</param>
    /// <param name="targets">Rows that sum to one, (R, C).</param>
    public static Tensor CrossEntropy(Tensor logits, Tensor targets) => -(targets * logits.log_softmax(1)).sum(1).mean();

    /// <summary>Mean over rows of −log softmax(logits) at the diagonal.</summary>
    public static Tensor DiagonalCrossEntropy(Tensor logits) => -logits.log_softmax(1).diagonal().mean();

    /// <summary>Half the sum of both directions (equation 9).</summary>
    public static ContrastiveLoss Combine(Tensor imageToText, Tensor textToImage) =>
        new((imageToText + textToImage) * 0.5, imageToText, textToImage);
}
