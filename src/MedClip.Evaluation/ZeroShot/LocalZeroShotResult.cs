namespace MedClip.Evaluation;

/// <summary>GLoRIA's zero-shot classification by words and regions, beside that by whole films and texts.</summary>
/// <param name="Global">By the cosine of whole films and prompts.</param>
/// <param name="Local">By the words of prompts in the regions that they attend to.</param>
/// <param name="Both">By the mean of both, as the released code scores.</param>
public sealed record LocalZeroShotResult(ZeroShotResult Global, ZeroShotResult Local, ZeroShotResult Both);
