using MedClip.Models;

namespace MedClip.Evaluation;

/// <summary>What <see cref="PromptLearner"/> learned.</summary>
/// <param name="Findings">K findings.</param>
/// <param name="Embeddings">K·P numbers: the unit embedding of each finding's prompt, row by row.</param>
/// <param name="LogitScale">1/τ of the model.</param>
/// <param name="Losses">The loss before each step.</param>
/// <param name="Films">Films learned from.</param>
public sealed record LearnedPrompts(FindingSet Findings, IReadOnlyList<float> Embeddings, float LogitScale, IReadOnlyList<double> Losses, int Films)
{
    /// <summary>The prompts as a head: with the towers frozen, a learned prompt is nothing but its embedding.</summary>
    /// <param name="provenance">How it came to be.</param>
    public ClassifierHead ToHead(IReadOnlyDictionary<string, string>? provenance = null) =>
        new(Findings, [.. Embeddings.Select(e => e * LogitScale)], new float[Findings.Count], isMultiClass: true) { TakesUnitEmbeddings = true, Provenance = provenance ?? new Dictionary<string, string>() };
}
