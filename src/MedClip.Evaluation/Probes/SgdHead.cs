using System.Numerics.Tensors;
using MedClip.Models;

namespace MedClip.Evaluation;

/// <summary>
/// A linear head trained by stochastic gradient descent with momentum on frozen embeddings, as the paper trains its heads (section 4.6 of
/// https://arxiv.org/abs/2210.10163). Features are standardised on the training films, and that is folded into the head. One thread; equal seeds give equal heads.
/// </summary>
public static class SgdHead
{
    /// <summary>Trains a head.</summary>
    /// <param name="embeddings">N embeddings.</param>
    /// <param name="labels">N labels.</param>
    /// <param name="findings">K findings.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="provenance">How the head came to be, to be kept with it.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">The numbers do not fit, an option lies outside its range, or there is nothing to learn.</exception>
    public static ClassifierHead Fit(
        Points embeddings, IReadOnlyList<FindingLabels> labels, FindingSet findings, SgdHeadOptions? options = null,
        IReadOnlyDictionary<string, string>? provenance = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Count, embeddings.Count, nameof(labels));
        options = Checked(options ?? new SgdHeadOptions());
        SgdProblem problem = SgdProblem.Of(embeddings, labels, findings, options);
        return problem.ToHead(new SgdDescent(problem.Points, problem.Targets, options).Run(cancellation), provenance);
    }

    internal static SgdHeadOptions Checked(SgdHeadOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Epochs, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Batch, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.LearningRate, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.WeightDecay, nameof(options));
        return options.Momentum is >= 0 and < 1 ? options : throw new ArgumentOutOfRangeException(nameof(options), options.Momentum, "Momentum lies in [0, 1).");
    }
}
