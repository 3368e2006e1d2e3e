using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>What an objective compares: N images with M texts; N and M may differ.</summary>
/// <param name="Images">Unit image embeddings, (N, P), floating point.</param>
/// <param name="Texts">Unit text embeddings, (M, P), of the images' type; without a row where the objective needs no texts.</param>
/// <param name="LogScale">The logarithm a of the logit scale, a = −ln τ (equations 6 and 7); a scalar, usually the model's parameter.</param>
/// <param name="ImageLabels">Label vectors of the images, (N, F); null for objectives that need none.</param>
/// <param name="TextLabels">Label vectors of the texts, (M, F); null for objectives that need none.</param>
public sealed record ContrastiveInputs(Tensor Images, Tensor Texts, Tensor LogScale, Tensor? ImageLabels = null, Tensor? TextLabels = null)
{
    /// <summary>Image embeddings before normalisation, (N, P); null unless <see cref="EncodedParts.Features"/> was asked for.</summary>
    public Tensor? Features { get; init; }

    /// <summary>Embeddings of the images' regions, (N, P, h, w), not normalised; null unless <see cref="EncodedParts.Local"/> was asked for.</summary>
    public Tensor? Regions { get; init; }

    /// <summary>Embeddings of the texts' words, (M, P, W), padded; null unless <see cref="EncodedParts.Local"/> was asked for.</summary>
    public Tensor? Words { get; init; }

    /// <summary>For each text how many of its W columns are words; given exactly when <see cref="Words"/> is.</summary>
    public IReadOnlyList<int>? WordCounts { get; init; }
}
