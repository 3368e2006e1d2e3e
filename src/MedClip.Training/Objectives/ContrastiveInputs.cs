using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>What a contrastive objective compares: N images with M texts; N and M may differ.</summary>
/// <param name="Images">Unit image embeddings, (N, P), floating point.</param>
/// <param name="Texts">Unit text embeddings, (M, P), of the images' type.</param>
/// <param name="LogScale">The logarithm a of the logit scale, a = −ln τ (equations 6 and 7); a scalar, usually the model's parameter.</param>
/// <param name="ImageLabels">Label vectors of the images, (N, F); null for objectives that need none.</param>
/// <param name="TextLabels">Label vectors of the texts, (M, F); null for objectives that need none.</param>
public sealed record ContrastiveInputs(Tensor Images, Tensor Texts, Tensor LogScale, Tensor? ImageLabels = null, Tensor? TextLabels = null);
