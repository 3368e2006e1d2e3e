using MedClip.Data;
using MedClip.Models;

namespace MedClip.Training;

/// <summary>What a validator of a pre-training run is made from.</summary>
/// <param name="Images">Films of the validation patients; at least one.</param>
/// <param name="Findings">The findings that their labels speak of.</param>
/// <param name="Tokenizer">The model's tokenizer.</param>
/// <param name="Preprocessing">The model's input.</param>
/// <param name="MaximumTokens">Tokens a text at most.</param>
/// <param name="Loading">How pictures are read.</param>
/// <param name="TextBatching">How prompts are put into batches.</param>
public sealed record ValidationSetting(
    IReadOnlyList<ImageRecord> Images, FindingSet Findings, ITextTokenizer Tokenizer, PreprocessingSpec Preprocessing, int MaximumTokens,
    ImageLoaderOptions Loading, TextBatching TextBatching = TextBatching.Exact)
{
    /// <summary>What is trained for; null for semantic matching. A supervised head is measured by its own answers.</summary>
    public IContrastiveObjective? Objective { get; init; }
}
