using MedClip.Models;

namespace MedClip.Evaluation;

/// <summary>How good learned prompts are after so many films of each finding.</summary>
/// <param name="Shots">Films of each finding, at most.</param>
/// <param name="Films">Films learned from in all.</param>
/// <param name="Accuracy">Accuracy over test films with exactly one of the findings, one number for each draw of films.</param>
public sealed record PromptLearningPoint(int Shots, int Films, RepeatedRuns Accuracy);

/// <summary>Learned prompts beside written ones.</summary>
/// <param name="Names">Accuracy of the findings' bare names as prompts.</param>
/// <param name="Points">Accuracy of learned prompts, by the number of films.</param>
public sealed record PromptLearningResult(double Names, IReadOnlyList<PromptLearningPoint> Points);

/// <summary>The few-shot protocol of learned prompts (CoOp, https://arxiv.org/abs/2109.01134, section 4.2): both towers frozen, 1, 2, 4, 8, 16 films of each finding.</summary>
public static class PromptLearning
{
    /// <summary>Measures the curve.</summary>
    /// <param name="model">The model; its weights are not moved.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="train">N unit embeddings of films.</param>
    /// <param name="trainLabels">N labels.</param>
    /// <param name="test">M unit embeddings of films of other patients.</param>
    /// <param name="testLabels">M labels.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="shots">Films of each finding; null for 1, 2, 4, 8, 16.</param>
    /// <param name="draws">How often films are drawn anew.</param>
    /// <param name="options">Of the learner; its shots are those of the curve.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">There is nothing to learn or to test.</exception>
    public static PromptLearningResult Measure(
        MedClipModel model, WordPieceTokenizer tokenizer, Points train, IReadOnlyList<FindingLabels> trainLabels, Points test, IReadOnlyList<FindingLabels> testLabels,
        FindingSet findings, IReadOnlyList<int>? shots = null, int draws = 3, PromptLearningOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        options ??= new PromptLearningOptions();
        var points = new List<PromptLearningPoint>();
        foreach (int count in shots ?? [1, 2, 4, 8, 16])
        {
            LearnedPrompts[] learned = [.. Enumerable.Range(0, draws).Select(draw => new PromptLearner(
                model, tokenizer, options with { Shots = count, Seed = options.Seed + (ulong)draw }).Fit(train, trainLabels, findings, cancellation))];
            points.Add(new PromptLearningPoint(count, learned.Max(l => l.Films), new RepeatedRuns([.. learned.Select(Accuracy)])));
        }

        return new PromptLearningResult(Accuracy(new PromptLearner(model, tokenizer, options).Names(findings)), points);

        double Accuracy(LearnedPrompts prompts) => new ZeroShotProtocol().Evaluate(findings, NoisyLabels.Scores(prompts.ToHead(), test), testLabels).Accuracy?.Accuracy
            ?? throw new ArgumentException("No test film shows exactly one of the findings.", nameof(testLabels));
    }
}
