namespace MedClip.Evaluation.Tests;

public sealed class TsneTests
{
    [Fact]
    public void Three_clusters_stay_apart_and_shuffled_labels_do_not()
    {
        SplitMix64 random = new SeedSequence(2).ToRandom();
        int[] labels = [.. Enumerable.Range(0, 120).Select(i => i % 3)];
        double[] values = [.. labels.SelectMany(l => Enumerable.Range(0, 10).Select(d => (d % 3 == l ? 4 : 0) + random.NextGaussian()))];
        var points = new Points(values, 10);
        Points plane = new Tsne(new TsneOptions { Iterations = 400, Perplexity = 15 }).Fit(points).Plane;
        ClusterSeparation.Silhouettes(plane, labels).Average().ShouldBeGreaterThan(0.6);
        int[] shuffled = [.. labels];
        random.Shuffle<int>(shuffled);
        ClusterSeparation.Silhouettes(plane, shuffled).Average().ShouldBeLessThan(0.1);
    }

    [Fact]
    public void The_same_points_give_the_same_plane()
    {
        SplitMix64 random = new SeedSequence(5).ToRandom();
        var points = new Points([.. Enumerable.Range(0, 100 * 4).Select(_ => random.NextGaussian())], 4);
        TsneResult first = new Tsne(new TsneOptions { Iterations = 250, Perplexity = 10 }).Fit(points);
        TsneResult second = new Tsne(new TsneOptions { Iterations = 250, Perplexity = 10 }).Fit(points);
        first.Plane[17].ToArray().ShouldBe(second.Plane[17].ToArray());
        first.Divergence.ShouldBe(second.Divergence);
    }

    [Fact]
    public void Too_few_points_are_refused() =>
        Should.Throw<ArgumentException>(() => new Tsne().Fit(new Points(new double[60], 2))).Message.ShouldContain("more than 90");

    [Fact]
    public void It_can_be_cancelled() =>
        Should.Throw<OperationCanceledException>(() => new Tsne(new TsneOptions { Perplexity = 2 }).Fit(
            new Points([.. Enumerable.Range(0, 40).Select(i => (double)(i * i % 17))], 2), cancellation: new CancellationToken(canceled: true)));
}
