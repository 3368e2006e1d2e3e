using MedClip.Models;

namespace MedClip.Evaluation;

/// <summary>
/// The linear probe where a film has exactly one of K findings, as in the 5x200 sets of the paper's Table 2 (https://arxiv.org/abs/2210.10163): one softmax
/// regression on frozen embeddings. Its strength is chosen by accuracy over patient-wise folds of the training films.
/// </summary>
public sealed class MultiClassProbe
{
    private readonly LogisticRegression model;

    private MultiClassProbe(FindingSet findings, LogisticRegression model, double strength, int films) =>
        (Findings, this.model, Strength, Films) = (findings, model, strength, films);

    /// <summary>The findings, K.</summary>
    public FindingSet Findings { get; }

    /// <summary>The chosen C.</summary>
    public double Strength { get; }

    /// <summary>Films with exactly one of the findings; the others took no part.</summary>
    public int Films { get; }

    /// <summary>Fits a probe.</summary>
    /// <param name="embeddings">N embeddings.</param>
    /// <param name="labels">N labels; a film with none or several of the findings is left out.</param>
    /// <param name="patients">N patient numbers: films of one patient never stand on both sides of a fold.</param>
    /// <param name="findings">K ≥ 2 findings, each shown alone by a film.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">The numbers do not fit, or a finding is shown by no film alone.</exception>
    public static MultiClassProbe Fit(
        Points embeddings, IReadOnlyList<FindingLabels> labels, IReadOnlyList<int> patients, FindingSet findings, LinearProbeOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentOutOfRangeException.ThrowIfLessThan(findings.Count, 2, nameof(findings));
        options ??= new LinearProbeOptions();
        ProbeLabels.RequireFilms(embeddings, labels, patients, options);
        (int[] rows, int[] classes) = ProbeLabels.OneAmongAll(labels, findings);
        ProbeLabels.RequireAll(classes, findings);
        Points points = embeddings.At(rows);
        double strength = ProbeStrength.Choose(options, classes, [.. rows.Select(i => patients[i])], fold => Held(points, classes, findings.Count, fold, cancellation));
        return new MultiClassProbe(findings, LogisticRegression.Fit(points, classes, findings.Count, ProbeStrength.Settings(options, strength), cancellation), strength, rows.Length);
    }

    /// <summary>The probe as a head to be kept beside a checkpoint's towers.</summary>
    /// <param name="provenance">How it came to be.</param>
    public ClassifierHead ToHead(IReadOnlyDictionary<string, string>? provenance = null)
    {
        float[] weights = [.. model.Coefficients.ToArray().Select(w => (float)w)], offsets = [.. model.Intercepts.ToArray().Select(b => (float)b)];
        // With two classes the regression has one row, that of the second: the first one's logit is 0.
        return Findings.Count == 2
            ? new ClassifierHead(Findings, [.. new float[weights.Length], .. weights], [0, .. offsets], isMultiClass: true) { TakesUnitEmbeddings = true, Provenance = provenance ?? new Dictionary<string, string>() }
            : new ClassifierHead(Findings, weights, offsets, isMultiClass: true) { TakesUnitEmbeddings = true, Provenance = provenance ?? new Dictionary<string, string>() };
    }

    // How many held-out films are called right.
    private static double Held(Points points, int[] classes, int count, ProbeStrength.Fold fold, CancellationToken cancellation)
    {
        int[] known = [.. fold.Train.Select(i => classes[i])];
        if (known.Distinct().Count() < count)
        {
            return 0;
        }

        LogisticRegression model = LogisticRegression.Fit(points.At(fold.Train), known, count, fold.Settings, cancellation);
        return fold.Test.Count(i => model.Predict(points[i]) == classes[i]);
    }
}
