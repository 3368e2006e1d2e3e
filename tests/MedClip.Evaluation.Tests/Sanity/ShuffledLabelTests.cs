namespace MedClip.Evaluation.Tests;

/// <summary>
/// What each protocol says of a space that it knows the answer of, and that it says nothing of it once the labels are shuffled: a protocol that still finds something
/// then looks at what it must not. Heads, co-teaching, learned prompts and local zero-shot have the same test beside their own.
/// </summary>
public sealed class ShuffledLabelTests
{
    private const int Films = 600, Width = 16;

    private static readonly FindingSet Findings = new([Finding.Cardiomegaly, Finding.Edema, Finding.Fracture, Finding.Pneumothorax]);

    // A film lies around its one finding's axis; so does a text. Both are of length 1.
    private static (Points Points, FindingLabels[] Labels, int[] Patients) Draw(ulong seed, bool shuffled, int count = Films)
    {
        SplitMix64 random = new SeedSequence(seed).For("shuffled").ToRandom();
        var values = new double[count * Width];
        var labels = new FindingLabels[count];
        for (int i = 0; i < count; i++)
        {
            int shown = random.Next(Findings.Count);
            labels[i] = FindingLabels.Of(Findings, Findings[shown]);
            for (int d = 0; d < Width; d++)
            {
                values[(i * Width) + d] = (0.25 * random.NextGaussian()) + (d == shown ? 1 : 0);
            }
        }

        if (shuffled)
        {
            random.Shuffle<FindingLabels>(labels);
        }

        return (new Points(values, Width).Normalized(), labels, [.. Enumerable.Range(0, count).Select(i => i / 2)]);
    }

    private static float[] Flat(Points points) => [.. Enumerable.Range(0, points.Count).SelectMany(i => points[i].ToArray()).Select(x => (float)x)];

    // The score of a finding is the cosine with its axis.
    private static float[] Scores(Points points) => [.. Enumerable.Range(0, points.Count).SelectMany(i => points[i][..Findings.Count].ToArray()).Select(x => (float)x)];

    private static (bool[] Present, double[] Scores) Column((Points Points, FindingLabels[] Labels, int[] Patients) films) =>
        ([.. films.Labels.Select(l => l[Finding.Edema] == LabelValue.Positive)], [.. Enumerable.Range(0, films.Points.Count).Select(i => films.Points[i][1])]);

    [Fact]
    public void Zero_shot_classification()
    {
        ZeroShotResult Result(bool shuffled)
        {
            var films = Draw(1, shuffled);
            return new ZeroShotProtocol().Evaluate(Findings, Scores(films.Points), films.Labels);
        }

        Result(false).MeanAuc.ShouldBeGreaterThan(0.95);
        Result(false).Accuracy!.Accuracy.ShouldBeGreaterThan(0.9);
        Result(true).MeanAuc.ShouldBe(0.5, 0.06);
        Result(true).Accuracy!.Accuracy.ShouldBe(0.25, 0.08);
    }

    [Fact]
    public void Data_efficiency()
    {
        double Auc(bool shuffled)
        {
            (Points points, FindingLabels[] labels, int[] patients) = Draw(1, shuffled);
            var test = Draw(2, shuffled: false);
            return DataEfficiency.Measure(
                points, labels, patients, test.Points, test.Labels, Findings, [0.5, 1], draws: 3, options: new LinearProbeOptions { Strengths = [0.1] })[0].MeanAuc.Mean;
        }

        Auc(false).ShouldBeGreaterThan(0.95);
        Auc(true).ShouldBe(0.5, 0.15);
    }

    [Fact]
    public void Retrieval_of_texts_and_of_films()
    {
        (RetrievalResult Texts, RetrievalResult Films) Result(bool shuffled)
        {
            var films = Draw(1, shuffled);
            var texts = Draw(3, shuffled, 300);
            return (new RetrievalProtocol().Evaluate(Flat(films.Points), films.Labels, Flat(texts.Points), texts.Labels),
                new RetrievalProtocol().EvaluateAmongFilms(Flat(films.Points), films.Labels, films.Patients));
        }

        Result(false).Texts.AtK.ShouldAllBe(at => at.Precision > 0.9);
        Result(false).Films.AtK.ShouldAllBe(at => at.Precision > 0.9);
        (RetrievalResult t, RetrievalResult f) = Result(true);
        t.AtK.ShouldAllBe(at => Math.Abs(at.Precision - t.ChancePrecision) < 0.06);
        f.AtK.ShouldAllBe(at => Math.Abs(at.Precision - f.ChancePrecision) < 0.06);
    }

    [Fact]
    public void Similarity_histograms()
    {
        double Share(bool shuffled)
        {
            var films = Draw(1, shuffled);
            var texts = Draw(3, shuffled, 300);
            return SimilarityHistogram.Of(films.Points, films.Labels, texts.Points, texts.Labels, Findings).Sum(h => h.Counts.Sum()) / (double)(10 * Films);
        }

        Share(false).ShouldBeGreaterThan(0.9);
        Share(true).ShouldBe(0.25, 0.06);
    }

    [Fact]
    public void Loss_geometry()
    {
        LossGeometry Geometry(bool shuffled)
        {
            var films = Draw(1, shuffled, 200);
            var texts = Draw(3, shuffled, 200);
            return LossGeometry.Measure(films.Points, films.Labels, texts.Points, texts.Labels);
        }

        (Geometry(false).CosineOfMatch - Geometry(false).CosineOfMismatch).ShouldBeGreaterThan(0.4);
        Geometry(false).BestScale.ShouldBeGreaterThan(0.5);
        (Geometry(true).CosineOfMatch - Geometry(true).CosineOfMismatch).ShouldBe(0, 0.03);
        Geometry(true).BestScale.ShouldBeLessThan(0.2);
    }

    [Fact]
    public void Clusters_of_the_plane()
    {
        double Silhouette(bool shuffled)
        {
            var films = Draw(1, shuffled, 300);
            return ClusterSeparation.Silhouettes(films.Points, [.. films.Labels.Select(l => Findings.IndexOf(l.Positives.Single()))], cosine: true).Average();
        }

        Silhouette(false).ShouldBeGreaterThan(0.2);
        Silhouette(true).ShouldBeInRange(-0.1, 0.02);
    }

    [Fact]
    public void Calibration_and_operating_points()
    {
        FindingOperation Operation(bool shuffled)
        {
            (bool[] fitPresent, double[] fitScores) = Column(Draw(1, shuffled));
            (bool[] present, double[] scores) = Column(Draw(2, shuffled));
            return FindingOperation.Measure(Finding.Edema, fitPresent, fitScores, present, scores);
        }

        Operation(false).Quality.BrierSkill.ShouldBeGreaterThan(0.5);
        Operation(false).Youden.Youden.ShouldBeGreaterThan(0.8);
        Operation(true).Quality.BrierSkill.ShouldBe(0, 0.03);
        Operation(true).Youden.Youden.ShouldBe(0, 0.15);
        Operation(true).Specific.Sensitivity.ShouldBe(0.1, 0.1);
    }

    [Fact]
    public void Subgroups()
    {
        double[] Aucs(bool shuffled)
        {
            (bool[] present, double[] scores) = Column(Draw(1, shuffled));
            return [.. Evaluation.Subgroups.Of(Finding.Edema, present, scores, [.. present.Select((_, i) => i % 2 == 0 ? "PA" : "AP")]).Select(s => s.Result.Auc)];
        }

        Aucs(false).ShouldAllBe(auc => auc > 0.9);
        Aucs(true).ShouldAllBe(auc => Math.Abs(auc - 0.5) < 0.12);
    }
}
