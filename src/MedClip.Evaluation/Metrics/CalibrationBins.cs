namespace MedClip.Evaluation;

/// <summary>How confidences are put into bins; see <see cref="CalibrationBins"/>.</summary>
public enum CalibrationBinning
{
    /// <summary>Equal widths, closed below: bin min(⌊B·c⌋, B−1).</summary>
    EqualWidth,

    /// <summary>Equal widths, closed above: ((b/B), (b+1)/B]; a confidence of exactly 0 is in no bin (Guo et al. 2017, https://arxiv.org/abs/1706.04599).</summary>
    EqualWidthClosedAbove,

    /// <summary>Equal counts after a stable sort by confidence; larger bins first.</summary>
    EqualCount,
}

/// <summary>Confidence against how often it was right, in bins: the data of a reliability diagram and of the calibration errors.</summary>
/// <param name="Counts">Cases in each bin.</param>
/// <param name="MeanConfidence">Mean confidence of each bin; 0 where it is empty.</param>
/// <param name="Frequency">How often the outcome came true in each bin; 0 where it is empty.</param>
/// <param name="Total">All cases, those in no bin too.</param>
public sealed record CalibrationBins(IReadOnlyList<int> Counts, IReadOnlyList<double> MeanConfidence, IReadOnlyList<double> Frequency, int Total)
{
    /// <summary>The expected calibration error: Σ (n_b/n) · |mean confidence − frequency|.</summary>
    public double Ece => Gaps((gap, share) => share * gap).Sum();

    /// <summary>The largest gap of a bin that is not empty.</summary>
    public double Mce => Gaps((gap, share) => share > 0 ? gap : 0).DefaultIfEmpty(0).Max();

    /// <summary>The root of the weighted mean squared gap.</summary>
    public double Rms => Math.Sqrt(Gaps((gap, share) => share * gap * gap).Sum());

    /// <summary>Fills the bins.</summary>
    /// <param name="outcomes">N outcomes: for a binary probability the label, for the confidence of a decision whether it was right.</param>
    /// <param name="confidences">N numbers in [0, 1].</param>
    /// <param name="bins">B ≥ 1.</param>
    /// <param name="binning">How confidences are put into bins.</param>
    public static CalibrationBins Of(
        ReadOnlySpan<bool> outcomes, ReadOnlySpan<double> confidences, int bins = 15, CalibrationBinning binning = CalibrationBinning.EqualWidth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ScoreChecks.Same(outcomes, confidences, []);
        ScoreChecks.Probabilities(confidences, nameof(confidences));
        int used = binning == CalibrationBinning.EqualCount ? Math.Min(bins, confidences.Length) : bins;
        int[] places = binning == CalibrationBinning.EqualCount ? EqualCounts(confidences, used) : EqualWidths(confidences, bins, binning);
        var counts = new int[used];
        var confidence = new double[used];
        var frequency = new double[used];
        for (int i = 0; i < places.Length; i++)
        {
            if (places[i] >= 0)
            {
                counts[places[i]]++;
                confidence[places[i]] += confidences[i];
                frequency[places[i]] += outcomes[i] ? 1 : 0;
            }
        }

        for (int b = 0; b < used; b++)
        {
            confidence[b] /= Math.Max(counts[b], 1);
            frequency[b] /= Math.Max(counts[b], 1);
        }

        return new CalibrationBins(counts, confidence, frequency, confidences.Length);
    }

    private static int[] EqualWidths(ReadOnlySpan<double> confidences, int bins, CalibrationBinning binning)
    {
        var places = new int[confidences.Length];
        for (int i = 0; i < places.Length; i++)
        {
            if (binning == CalibrationBinning.EqualWidth)
            {
                places[i] = Math.Min((int)Math.Floor(bins * confidences[i]), bins - 1);
                continue;
            }

            // The edges are the quotients b/B themselves, so that a confidence of exactly 3/15 is on the edge.
            int place = bins - 1;
            while (place >= 0 && confidences[i] <= (double)place / bins)
            {
                place--;
            }

            places[i] = place;
        }

        return places;
    }

    private static int[] EqualCounts(ReadOnlySpan<double> confidences, int bins)
    {
        double[] values = confidences.ToArray();
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        var places = new int[values.Length];
        int small = values.Length / bins, large = values.Length % bins;
        for (int rank = 0; rank < order.Length; rank++)
        {
            int inLarge = large * (small + 1);
            places[order[rank]] = rank < inLarge ? rank / (small + 1) : large + ((rank - inLarge) / small);
        }

        return places;
    }

    private IEnumerable<double> Gaps(Func<double, double, double> term) =>
        Counts.Select((count, b) => term(Math.Abs(MeanConfidence[b] - Frequency[b]), (double)count / Total));
}
