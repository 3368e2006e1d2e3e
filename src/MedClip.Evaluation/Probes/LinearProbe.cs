using MedClip.Models;

namespace MedClip.Evaluation;

/// <summary>
/// The linear probe of the paper's Table 2 (https://arxiv.org/abs/2210.10163, section 4.3): the towers stay frozen, embeddings are computed once, and a logistic regression is
/// fitted for each finding. The strength of regularization is chosen by AUC over patient-wise folds of the training films; test films are never looked at.
/// </summary>
public sealed class LinearProbe
{
    private readonly LogisticRegression?[] models;

    private LinearProbe(FindingSet findings, LogisticRegression?[] models, double[] strengths)
    {
        Findings = findings;
        this.models = models;
        Strengths = strengths;
    }

    /// <summary>The findings, K.</summary>
    public FindingSet Findings { get; }

    /// <summary>The chosen C of each finding; NaN for one that was not fitted.</summary>
    public IReadOnlyList<double> Strengths { get; }

    /// <summary>Findings without both present and absent films; they are not fitted and score 0.</summary>
    public IEnumerable<Finding> NotFitted => Findings.Where((_, k) => models[k] is null);

    /// <summary>Fits a probe.</summary>
    /// <param name="embeddings">N embeddings.</param>
    /// <param name="labels">N labels.</param>
    /// <param name="patients">N patient numbers: films of one patient never stand on both sides of a fold.</param>
    /// <param name="findings">The findings to fit.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">The numbers do not fit, or no finding can be fitted.</exception>
    public static LinearProbe Fit(
        Points embeddings, IReadOnlyList<FindingLabels> labels, IReadOnlyList<int> patients, FindingSet findings, LinearProbeOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(findings);
        options ??= new LinearProbeOptions();
        ProbeLabels.RequireFilms(embeddings, labels, patients, options);
        var models = new LogisticRegression?[findings.Count];
        var strengths = new double[findings.Count];
        Parallel.For(0, findings.Count, new ParallelOptions { CancellationToken = cancellation }, k =>
            (models[k], strengths[k]) = FitOne(embeddings, [.. labels.Select(l => options.Labels.Present(l[findings[k]]))], patients, options, cancellation));
        return models.Any(m => m is not null)
            ? new LinearProbe(findings, models, strengths)
            : throw new ArgumentException($"None of {string.Join(", ", findings.Names)} is present in some films and absent in others; there is nothing to fit.", nameof(labels));
    }

    /// <summary>The probe as a head to be kept beside a checkpoint's towers; findings that were not fitted are left out.</summary>
    /// <param name="provenance">How it came to be.</param>
    public ClassifierHead ToHead(IReadOnlyDictionary<string, string>? provenance = null)
    {
        int[] fitted = [.. Enumerable.Range(0, models.Length).Where(k => models[k] is not null)];
        return new ClassifierHead(
            new FindingSet(fitted.Select(k => Findings[k])),
            [.. fitted.SelectMany(k => models[k]!.Coefficients.ToArray()).Select(w => (float)w)], [.. fitted.Select(k => (float)models[k]!.Intercepts.Span[0])])
        {
            TakesUnitEmbeddings = true, Provenance = provenance ?? new Dictionary<string, string>(),
        };
    }

    /// <summary>Scores films.</summary>
    /// <param name="embeddings">N embeddings.</param>
    /// <returns>N×K logits, row by row; above 0 means more likely present than not.</returns>
    public float[] Score(Points embeddings)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        var scores = new float[embeddings.Count * Findings.Count];
        for (int i = 0; i < embeddings.Count; i++)
        {
            for (int k = 0; k < Findings.Count; k++)
            {
                scores[(i * Findings.Count) + k] = models[k] is { } model ? (float)model.Logits(embeddings[i])[0] : 0;
            }
        }

        return scores;
    }

    private static (LogisticRegression? Model, double Strength) FitOne(
        Points embeddings, bool?[] present, IReadOnlyList<int> patients, LinearProbeOptions options, CancellationToken cancellation)
    {
        int[] rows = [.. Enumerable.Range(0, present.Length).Where(i => present[i] is not null)];
        int[] classes = [.. rows.Select(i => present[i] == true ? 1 : 0)];
        if (!classes.Contains(0) || !classes.Contains(1))
        {
            return (null, double.NaN);
        }

        Points points = embeddings.At(rows);
        double strength = ProbeStrength.Choose(options, classes, [.. rows.Select(i => patients[i])], fold => Held(points, classes, fold, cancellation));
        return (LogisticRegression.Fit(points, classes, 2, ProbeStrength.Settings(options, strength), cancellation), strength);
    }

    private static double Held(Points points, int[] classes, ProbeStrength.Fold fold, CancellationToken cancellation)
    {
        int[] known = [.. fold.Train.Select(i => classes[i])];
        if (!known.Contains(0) || !known.Contains(1))
        {
            return 0.5;
        }

        LogisticRegression model = LogisticRegression.Fit(points.At(fold.Train), known, 2, fold.Settings, cancellation);
        double auc = Metrics.Auc([.. fold.Test.Select(i => classes[i] == 1)], [.. fold.Test.Select(i => model.Logits(points[i])[0])]);
        return double.IsNaN(auc) ? 0.5 : auc;
    }
}
