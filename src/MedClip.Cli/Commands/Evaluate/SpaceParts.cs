using MedClip.Data;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>The protocols that look at the shared space of films and texts.</summary>
internal sealed class SpaceParts(EvaluationPlan plan, EvaluatedSpace space)
{
    private const int PlottedAtMost = 1500, PicturesAtMost = 200, PictureSide = 64;

    private static readonly ExamplePicture Pictures = new(PictureSide);

    private FindingLabels[] TextLabels => [.. space.Texts.Select(t => t.Labels)];

    private float[] TextFlat => [.. space.TextEmbeddings.SelectMany(e => e)];

    public RetrievalResult FilmToText() => Evaluate(() => new RetrievalProtocol().Evaluate(space.Test.Flat, space.Test.Labels, TextFlat, TextLabels));

    public IReadOnlyList<NamedRetrieval> OtherDirections() =>
    [
        new("text to film", Evaluate(() => new RetrievalProtocol().Evaluate(TextFlat, TextLabels, space.Test.Flat, space.Test.Labels))),
        new("film to film of other patients", Evaluate(() => new RetrievalProtocol().EvaluateAmongFilms(space.Test.Flat, space.Test.Labels, space.Test.Patients))),
    ];

    public IReadOnlyList<SimilarityHistogram> Similarities() => SimilarityHistogram.Of(
        space.Test.Points, space.Test.Labels, Points.Of(TextFlat, space.Test.Points.Dimensions), TextLabels, space.Findings);

    /// <summary>Films with exactly one finding, coloured by it.</summary>
    public EmbeddingPlot Plot(EmbeddedFilms embedded, string model, CancellationToken cancellation)
    {
        var films = new LabelledPoints(embedded);
        (int Row, Finding Class)[] single =
        [
            .. Enumerable.Range(0, films.Labels.Length)
                .Select(i => (Row: i, Present: films.Labels[i].Positives.Where(space.Findings.Contains).ToArray()))
                .Where(x => x.Present.Length == 1).Select(x => (x.Row, x.Present[0])),
        ];
        if (single.Length < 2)
        {
            throw InvalidInputException.At(plan.Images, null, $"{single.Length} films show exactly one of the findings; a plane needs two or more.");
        }

        int[] order = [.. Enumerable.Range(0, single.Length)];
        new SeedSequence(plan.Seed).For("plot").ToRandom().Shuffle<int>(order);
        (int Row, Finding Class)[] shown = [.. order.Take(PlottedAtMost).Order().Select(i => single[i])];
        Points points = films.Points.At([.. shown.Select(x => x.Row)]);
        (Points plane, string how) = LayOut(points, cancellation);
        Finding[] classes = [.. shown.Select(x => x.Class).Distinct()];
        double silhouette = classes.Length < 2 || classes.Length == shown.Length
            ? double.NaN
            : ClusterSeparation.Silhouettes(points, [.. shown.Select(x => Array.IndexOf(classes, x.Class))], cosine: true).Average();
        int pictured = Math.Max(1, shown.Length / PicturesAtMost);
        return new EmbeddingPlot($"{model}, {how}", [.. shown.Select((x, i) => new EmbeddingPlotPoint(
            plane[i][0], plane[i][1], x.Class.Name, films.Films[x.Row].Name, i % pictured == 0 ? Pictures.Png(films.Films[x.Row].Path) : null))], silhouette);
    }

    private static (Points Plane, string How) LayOut(Points points, CancellationToken cancellation)
    {
        const int Perplexity = 30;
        return points.Count > 3 * Perplexity
            ? (new Tsne(new TsneOptions { Perplexity = Perplexity }).Fit(points, cancellation: cancellation).Plane, "t-SNE")
            : (PrincipalComponents.Of(points, 2).Project(points), "principal components");
    }

    private RetrievalResult Evaluate(Func<RetrievalResult> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (ArgumentException e)
        {
            throw InvalidInputException.At(plan.Images, null, e.Message, innerException: e);
        }
    }
}
