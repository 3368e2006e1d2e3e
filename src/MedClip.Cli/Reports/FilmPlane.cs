using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Films with exactly one of some findings in a plane, coloured by it.</summary>
internal static class FilmPlane
{
    private const int PicturesAtMost = 200, PictureSide = 64;

    private static readonly ExamplePicture Pictures = new(PictureSide);

    /// <exception cref="InvalidInputException">Fewer than two films show exactly one of the findings.</exception>
    public static EmbeddingPlot Of(EmbeddedFilms embedded, FindingSet findings, string model, PlaneOptions options, CancellationToken cancellation)
    {
        var films = new LabelledPoints(embedded);
        (int Row, Finding Class)[] single =
        [
            .. Enumerable.Range(0, films.Labels.Length)
                .Select(i => (Row: i, Present: films.Labels[i].Positives.Where(findings.Contains).ToArray()))
                .Where(x => x.Present.Length == 1).Select(x => (x.Row, x.Present[0])),
        ];
        if (single.Length < 2)
        {
            throw InvalidInputException.At(embedded.Table.Source, null, $"{single.Length} films show exactly one of the findings; a plane needs two or more.");
        }

        int[] order = [.. Enumerable.Range(0, single.Length)];
        new SeedSequence(options.Seed).For("plot").ToRandom().Shuffle<int>(order);
        (int Row, Finding Class)[] shown = [.. order.Take(options.AtMost).Order().Select(i => single[i])];
        Points points = films.Points.At([.. shown.Select(x => x.Row)]);
        (Points plane, string how) = LayOut(points, options, cancellation);
        Finding[] classes = [.. shown.Select(x => x.Class).Distinct()];
        double silhouette = classes.Length < 2 || classes.Length == shown.Length
            ? double.NaN
            : ClusterSeparation.Silhouettes(points, [.. shown.Select(x => Array.IndexOf(classes, x.Class))], cosine: true).Average();
        int pictured = Math.Max(1, shown.Length / PicturesAtMost);
        return new EmbeddingPlot($"{model}, {how}", [.. shown.Select((x, i) => new EmbeddingPlotPoint(
            plane[i][0], plane[i][1], x.Class.Name, films.Films[x.Row].Name, i % pictured == 0 ? Pictures.Png(films.Films[x.Row].Path) : null))], silhouette);
    }

    private static (Points Plane, string How) LayOut(Points points, PlaneOptions options, CancellationToken cancellation) =>
        options.Method == PlaneMethod.Tsne && points.Count > 3 * options.Perplexity
            ? (new Tsne(new TsneOptions { Perplexity = options.Perplexity, Iterations = options.Iterations }).Fit(points, cancellation: cancellation).Plane, "t-SNE")
            : (PrincipalComponents.Of(points, 2).Project(points), "principal components");
}
