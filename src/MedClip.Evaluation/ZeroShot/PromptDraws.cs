namespace MedClip.Evaluation;

/// <summary>Zero-shot classification with prompts drawn anew several times, as the paper reports it (mean ± sd, section 4.2 of https://arxiv.org/abs/2210.10163).</summary>
/// <param name="Prompts">Prompts drawn for each finding and side, at most.</param>
/// <param name="MeanAuc">The mean AUC of each draw.</param>
/// <param name="Accuracy">The accuracy of each draw over films with exactly one finding; null when there are none.</param>
public sealed record PromptDraws(int Prompts, RepeatedRuns MeanAuc, RepeatedRuns? Accuracy);
