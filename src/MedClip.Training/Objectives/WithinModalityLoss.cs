using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// Semantic matching of a modality with itself: each sentence with the other sentences of its batch, each film with the other films.
/// It is the supervised contrastive loss (Khosla et al. 2020, https://arxiv.org/abs/2004.11362, equation 2) with equations (3) and (4)
/// of MedCLIP as its targets. Without it two untrained towers first agree on the one strongest axis, normal or not, and stay there
/// for long: all abnormal sentences get the same embedding.
/// </summary>
internal static class WithinModalityLoss
{
    // Far below any logit or similarity, and finite in float32: a row is never compared with itself.
    private const double Excluded = -1e4;

    /// <summary>Mean over the rows that share a finding with another row; 0 when none does.</summary>
    /// <param name="embeddings">Unit embeddings, (R, P).</param>
    /// <param name="labels">Label vectors, (R, F).</param>
    /// <param name="logScale">The logarithm of the logit scale; its gradient is left to the comparison between the modalities.</param>
    /// <param name="targetTemperature">Similarities are divided by it before the softmax.</param>
    /// <returns>A scalar of the labels' type.</returns>
    public static Tensor Of(Tensor embeddings, Tensor labels, Tensor logScale, double targetTemperature)
    {
        ScalarType type = labels.dtype;
        Tensor rows = embeddings.to_type(type);
        Tensor self = eye(rows.shape[0], dtype: type, device: labels.device) * Excluded;       // (R, R)
        Tensor logits = (rows.matmul(rows.t()) * logScale.detach().to_type(type).exp()) + self;
        Tensor unit = LabelRows.Unit(labels);
        Tensor similarity = unit.matmul(unit.t()) + self;                                  // cosine of equation (3)
        Tensor counted = similarity.amax([1]).gt(0).to_type(type);                         // (R)
        Tensor targets = similarity.div(targetTemperature).softmax(1);
        Tensor each = -(targets * logits.log_softmax(1)).sum(1);                           // (R)
        return (each * counted).sum() / counted.sum().clamp_min(1);
    }
}
