namespace MedClip.Evaluation;

/// <summary>How good a probe gets with ever more labelled films: the curve of the paper's Figure 1 on the probe's side (https://arxiv.org/abs/2210.10163).</summary>
public static class DataEfficiency
{
    /// <summary>Fits probes on nested subsets of whole patients and evaluates each on the same test films.</summary>
    /// <param name="train">N embeddings.</param>
    /// <param name="trainLabels">N labels.</param>
    /// <param name="patients">N patient numbers.</param>
    /// <param name="test">M embeddings of other patients.</param>
    /// <param name="testLabels">M labels.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="shares">Shares of the patients, each in (0, 1], rising.</param>
    /// <param name="draws">How often patients are drawn anew, ≥ 1.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="options">Of the probes.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">The shares do not rise within (0, 1], or the numbers do not fit.</exception>
    public static IReadOnlyList<DataEfficiencyPoint> Measure(
        Points train, IReadOnlyList<FindingLabels> trainLabels, IReadOnlyList<int> patients, Points test, IReadOnlyList<FindingLabels> testLabels,
        FindingSet findings, IReadOnlyList<double> shares, int draws = 5, ulong seed = 0, LinearProbeOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(patients);
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        if (shares.Count == 0 || shares.Any(s => s is not (> 0 and <= 1)) || shares.Zip(shares.Skip(1)).Any(p => p.First >= p.Second))
        {
            throw new ArgumentException($"Shares must rise within (0, 1], not {string.Join(", ", shares)}.", nameof(shares));
        }

        int[] distinct = [.. patients.Distinct().Order()];
        var points = new List<DataEfficiencyPoint>();
        foreach (double share in shares)
        {
            var aucs = new List<double>();
            int films = 0;
            for (int draw = 0; draw < (share == 1 ? 1 : draws); draw++)
            {
                // The same shuffle for every share of a draw: a smaller subset lies in the larger.
                int[] order = [.. distinct];
                new SeedSequence(seed).For("data efficiency").At(draw).ToRandom().Shuffle<int>(order);
                HashSet<int> chosen = [.. order.Take(Math.Max(2, (int)Math.Round(share * order.Length)))];
                int[] rows = [.. Enumerable.Range(0, train.Count).Where(i => chosen.Contains(patients[i]))];
                films = Math.Max(films, rows.Length);
                LinearProbe probe = LinearProbe.Fit(
                    train.At(rows), [.. rows.Select(i => trainLabels[i])], [.. rows.Select(i => patients[i])], findings, options, cancellation);
                aucs.Add(new ZeroShotProtocol(options?.Labels).Evaluate(findings, probe.Score(test), testLabels).MeanAuc);
            }

            points.Add(new DataEfficiencyPoint(share, films, new RepeatedRuns(aucs)));
        }

        return points;
    }
}
