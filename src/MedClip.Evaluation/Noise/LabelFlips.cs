namespace MedClip.Evaluation;

/// <summary>Wrong labels on purpose.</summary>
public static class LabelFlips
{
    /// <summary>Turns present into absent and absent into present, each label by chance; labels that do not count stay.</summary>
    /// <param name="labels">N labels.</param>
    /// <param name="findings">The findings whose labels are turned.</param>
    /// <param name="rate">The share that is turned, in [0, 1]; at one half labels say nothing.</param>
    /// <param name="seed">Equal seeds turn equal labels; a label that is turned at a rate is turned at every higher one.</param>
    /// <param name="policy">Which labels count; null for the defaults.</param>
    /// <returns>Labels of <paramref name="findings"/>.</returns>
    public static IReadOnlyList<FindingLabels> Flip(IReadOnlyList<FindingLabels> labels, FindingSet findings, double rate, SeedSequence seed, GroundTruthPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(findings);
        if (rate is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate lies in [0, 1].");
        }

        policy ??= new GroundTruthPolicy();
        return [.. labels.Select((label, i) =>
        {
            SplitMix64 random = seed.For("label flips").At(i).ToRandom();
            return new FindingLabels(findings, [.. findings.Select(finding => (Present: policy.Present(label[finding]), Turned: random.NextDouble() < rate)).Select(x => x.Present switch
            {
                null => LabelValue.Uncertain,
                bool present => present ^ x.Turned ? LabelValue.Positive : LabelValue.Negative,
            })]);
        })];
    }
}
