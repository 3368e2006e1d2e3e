using MedClip.Knowledge;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>Applies a similarity over spans to tensors of label vectors; these are small, so the way over the CPU costs little.</summary>
internal static class LabelSimilarityTensor
{
    /// <param name="measure">The measure.</param>
    /// <param name="imageLabels">(N, F), floating point.</param>
    /// <param name="textLabels">(M, F), of the same type.</param>
    /// <returns>(N, M), of that type and on that device, without a gradient.</returns>
    public static Tensor Compute(ILabelSimilarity measure, Tensor imageLabels, Tensor textLabels)
    {
        (int n, int m, int width) = ((int)imageLabels.shape[0], (int)textLabels.shape[0], (int)imageLabels.shape[1]);
        var similarity = new double[n * m];
        measure.Compute(Numbers(imageLabels), Numbers(textLabels), width, similarity);
        return tensor(similarity, [n, m]).to_type(imageLabels.dtype).to(imageLabels.device);
    }

    private static double[] Numbers(Tensor labels)
    {
        using Tensor plain = labels.detach().to_type(ScalarType.Float64).cpu().contiguous();
        return plain.data<double>().ToArray();
    }
}
