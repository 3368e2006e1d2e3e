using System.Text.Json;

namespace MedClip.Evaluation.Tests;

[Trait("Category", "Fixtures")]
public sealed class EmbeddingGoldenTests
{
    private const double Decomposed = 1e-9, Distance = 1e-6;

    [SkippableFact]
    public void Principal_components_agree()
    {
        JsonElement e = Golden.Load("metrics/embedding.json").GetProperty("pca");
        (Points points, _) = Inputs();
        int k = e.Numbers("explained_variance").Length;
        PrincipalComponents actual = PrincipalComponents.Of(points, k);
        actual.Mean.ShouldAgree(e.Numbers("mean"), "mean");
        Values(actual.Components, k).ShouldAgree(e.Numbers("components"), "components", Decomposed);
        actual.ExplainedVariance.ShouldAgree(e.Numbers("explained_variance"), "variance", Decomposed);
        actual.ExplainedVarianceRatio.ShouldAgree(e.Numbers("explained_variance_ratio"), "ratio", Decomposed);
        actual.SingularValues.ShouldAgree(e.Numbers("singular_values"), "singular values", Decomposed);
        Values(actual.Project(points), 5).ShouldAgree(e.Numbers("transformed_first_5"), "projected", Decomposed);
        Values(actual.Project(points, whiten: true), 5).ShouldAgree(e.Numbers("whitened_first_5"), "whitened", Decomposed);
        Points plane = PrincipalComponents.Of(points, 2).Project(points);
        Trust(points, plane, e.GetProperty("trustworthiness_of_2_components"));
    }

    [SkippableFact]
    public void Measures_of_given_planes_agree()
    {
        JsonElement root = Golden.Load("metrics/embedding.json");
        (Points points, int[] labels) = Inputs();
        foreach (string name in new[] { "tsne", "umap" })
        {
            JsonElement e = root.GetProperty(name);
            var plane = new Points(e.Numbers("embedding"), 2);
            // The UMAP plane is stored to four decimals, its measure was taken before: where two points are almost equally far, neighbours swap.
            Trust(points, plane, e.GetProperty("trustworthiness"), name == "umap" ? 2e-4 : Decomposed);
            ClusterSeparation.Silhouettes(plane, labels).Average().ShouldAgree(e.Number("silhouette_in_the_plane"), name, name == "umap" ? 1e-5 : Decomposed);
        }
    }

    [SkippableFact]
    public void A_plane_of_our_own_is_as_true()
    {
        JsonElement e = Golden.Load("metrics/embedding.json").GetProperty("tsne");
        (Points points, _) = Inputs();
        TsneResult result = new Tsne(new TsneOptions { Perplexity = e.Number("perplexity"), Iterations = e.GetProperty("iterations").GetInt32() }).Fit(points);
        result.Divergence.ShouldBeLessThanOrEqualTo(1.1 * e.Number("kl_reported_exact_method"));
        foreach (JsonProperty k in e.GetProperty("trustworthiness").EnumerateObject())
        {
            Trustworthiness.Of(points, result.Plane, Neighbors(k)).ShouldBeGreaterThanOrEqualTo(k.Value.GetDouble() - 0.03, k.Name);
        }
    }

    [SkippableFact]
    public void Separation_agrees()
    {
        JsonElement e = Golden.Load("metrics/embedding.json").GetProperty("silhouette");
        (Points points, int[] labels) = Inputs();
        double[] each = ClusterSeparation.Silhouettes(points, labels);
        each.Average().ShouldAgree(e.Number("euclidean"), "silhouette", Decomposed);
        each[..10].ShouldAgree(e.Numbers("first_10"), "first", Decomposed);
        ClusterSeparation.Silhouettes(points, labels, cosine: true).Average().ShouldAgree(e.Number("cosine"), "cosine", Decomposed);
        int[] alone = [labels.Max() + 1, .. labels[1..]];
        ClusterSeparation.Silhouettes(points, alone)[..3].ShouldAgree(e.Numbers("with_item_0_alone_in_a_class_first_3"), "alone", Decomposed);
        ClusterSeparation.CalinskiHarabasz(points, labels).ShouldAgree(e.Number("calinski_harabasz"), "Calinski-Harabasz", Decomposed);
        ClusterSeparation.DaviesBouldin(points, labels).ShouldAgree(e.Number("davies_bouldin"), "Davies-Bouldin", Decomposed);
        Should.Throw<ArgumentException>(() => ClusterSeparation.Silhouettes(points, [.. labels.Select(_ => 0)])).Message.ShouldContain("1 classes");
    }

    [SkippableFact]
    public void Distances_between_sets_agree()
    {
        JsonElement root = Golden.Load("metrics/embedding.json"), e = root.GetProperty("between_class_0_and_1");
        (Points points, int[] labels) = Inputs();
        Points a = points.At(Rows(labels, 0)), b = points.At(Rows(labels, 1));
        double sigma = SetDistance.MedianDistance(a, b);
        sigma.ShouldAgree(e.Number("median_distance"), "median", Decomposed);
        JsonElement rbf = e.GetProperty("mmd2_rbf_at_median"), poly = e.GetProperty("mmd2_poly_3");
        SetDistance.SquaredMeanDiscrepancy(a, b, SetDistance.Gaussian(sigma), unbiased: false).ShouldAgree(rbf.Number("biased"), "rbf", Decomposed);
        SetDistance.SquaredMeanDiscrepancy(a, b, SetDistance.Gaussian(sigma), unbiased: true).ShouldAgree(rbf.Number("unbiased"), "rbf", Decomposed);
        SetDistance.SquaredMeanDiscrepancy(a, b, SetDistance.Cubic, unbiased: false).ShouldAgree(poly.Number("biased"), "poly", Decomposed);
        SetDistance.SquaredMeanDiscrepancy(a, b, SetDistance.Cubic, unbiased: true).ShouldAgree(poly.Number("unbiased"), "poly", Decomposed);
        SetDistance.Frechet(a, b).ShouldAgree(e.Number("frechet_distance"), "Fréchet", Distance);
        ClassDistances classes = ClassDistances.Fit(points, labels);
        Enumerable.Range(0, 5).SelectMany(i => classes.Of(points[i])).ToArray()
            .ShouldAgree(root.GetProperty("mahalanobis").Numbers("first_5"), "Mahalanobis", Decomposed);
    }

    [SkippableFact]
    public void The_geometry_of_pairs_agrees()
    {
        JsonElement e = Golden.Load("metrics/embedding.json").GetProperty("contrastive_geometry");
        Points unit = Inputs().Points.Normalized();
        Points images = unit.At([.. Enumerable.Range(0, 100)]), texts = unit.At([.. Enumerable.Range(100, 100)]);
        ContrastiveGeometry.ModalityGap(images, texts).ShouldAgree(e.Number("modality_gap"), "gap", Decomposed);
        ContrastiveGeometry.Alignment(images, texts).ShouldAgree(e.Number("alignment"), "alignment", Decomposed);
        ContrastiveGeometry.Uniformity(images).ShouldAgree(e.Number("uniformity_images"), "uniformity", Decomposed);
    }

    private static (Points Points, int[] Labels) Inputs() =>
        FormulaInput.Clusters(Golden.Load("metrics/embedding.json").GetProperty("inputs"), 0.75, 1);

    private static void Trust(Points points, Points plane, JsonElement expected, double tolerance = Decomposed)
    {
        foreach (JsonProperty k in expected.EnumerateObject())
        {
            Trustworthiness.Of(points, plane, Neighbors(k)).ShouldAgree(k.Value.GetDouble(), k.Name, tolerance);
        }
    }

    private static int Neighbors(JsonProperty property) => int.Parse(property.Name.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static int[] Rows(int[] labels, int label) => [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] == label)];

    private static double[] Values(Points points, int rows) => [.. Enumerable.Range(0, rows).SelectMany(i => points[i].ToArray())];
}
