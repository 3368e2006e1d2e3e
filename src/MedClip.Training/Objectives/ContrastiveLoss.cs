using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>A contrastive loss and its two directions; scalars of the precision in which the loss was computed.</summary>
/// <param name="Total">What is minimised: half the sum of both directions (equation 9), and what an objective adds to it.</param>
/// <param name="ImageToText">Mean over the images (equation 8).</param>
/// <param name="TextToImage">Mean over the texts.</param>
public sealed record ContrastiveLoss(Tensor Total, Tensor ImageToText, Tensor TextToImage);
