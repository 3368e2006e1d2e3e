namespace MedClip.Data;

/// <summary>Fits a <see cref="FilmGate"/> to films: against the same films inverted and turned, and against generated pictures.</summary>
public static class FilmGateFit
{
    /// <summary>Films that are looked at, at most.</summary>
    public const int FilmsAtMost = 500;

    /// <summary>Films that are needed at least, for the fit.</summary>
    public const int FilmsAtLeast = 16;

    private const int Variations = 4;
    private const double FalseRefusals = 0.01;

    /// <summary>Fits a gate.</summary>
    /// <param name="films">Pictures of films to fit on; of more than <see cref="FilmsAtMost"/> the seed chooses.</param>
    /// <param name="heldOut">Films of other patients, to choose the threshold on: at most one in a hundred is refused. Empty: every fifth film is kept for it.</param>
    /// <param name="data">Where the films come from, in words.</param>
    /// <param name="seed">Equal seeds and films give equal gates, whatever the number of threads.</param>
    /// <returns>The gate.</returns>
    /// <exception cref="InvalidInputException">There are fewer than <see cref="FilmsAtLeast"/> films.</exception>
    public static FilmGate Fit(IReadOnlyList<PixelImage> films, IReadOnlyList<PixelImage> heldOut, string data, SeedSequence seed)
    {
        ArgumentNullException.ThrowIfNull(films);
        ArgumentNullException.ThrowIfNull(heldOut);
        byte[][] fit = [.. films.AsParallel().AsOrdered().Select(FilmThumbnail.Working)], apart = [.. heldOut.AsParallel().AsOrdered().Select(FilmThumbnail.Working)];
        if (apart.Length == 0)
        {
            (fit, apart) = ([.. fit.Where((_, i) => i % 5 != 4)], [.. fit.Where((_, i) => i % 5 == 4)]);
        }

        if (fit.Length < FilmsAtLeast)
        {
            throw new InvalidInputException($"{fit.Length} films are too few for a gate; {FilmsAtLeast} are needed, and a fifth more to choose the threshold on.");
        }

        float[][] good = Features(fit, (film, random, k) => k == 0 ? FilmThumbnail.Of(film) : FilmVariation.Vary(film, random), Variations, seed.For("films"));
        float[][] bad =
        [
            .. Features(fit, Spoilt, 6, seed.For("spoilt")),
            .. Generated(Math.Max(fit.Length * 3, 40 * GeneratedPicture.KindCount), seed.For("generated")),
        ];
        float[] parameters = new FilmGateRegression(good, bad).Fit();
        var gate = new FilmGate(FilmGate.Pack(parameters), 0, FalseRefusals, fit.Length, apart.Length, 0, 0, data);

        double[] scores = [.. apart.Select(film => gate.Score(FilmThumbnail.Of(film))).Order()];
        double threshold = scores.Length > 0 ? Math.Min(0, scores[(int)(FalseRefusals * scores.Length)]) : 0;
        double[] others = [.. Spoil(apart, gate, seed.For("spoilt apart")), .. Enumerable.Range(0, 20 * GeneratedPicture.KindCount).Select(i =>
            gate.Score(FilmThumbnail.Of(GeneratedPicture.Draw(i % GeneratedPicture.KindCount, seed.For("generated apart").At(i).ToRandom()))))];
        return gate with
        {
            Threshold = threshold,
            HeldOutRefused = scores.Length > 0 ? scores.Count(score => score < threshold) / (double)scores.Length : 0,
            OthersRefused = others.Count(score => score < threshold) / (double)others.Length,
        };
    }

    /// <summary>Places of as many as are looked at, spread by a seed; all of them, in order, where there are few.</summary>
    /// <param name="count">How many films there are.</param>
    /// <param name="seed">Draws.</param>
    public static int[] Choose(int count, SeedSequence seed)
    {
        int[] places = [.. Enumerable.Range(0, count)];
        seed.For("gate").ToRandom().Shuffle<int>(places);
        return [.. places.Take(FilmsAtMost).Order()];
    }

    private static IEnumerable<double> Spoil(byte[][] films, FilmGate gate, SeedSequence seed) =>
        films.SelectMany((film, i) => Enumerable.Range(0, 4).Select(k => gate.Score(Spoilt(film, seed.At(i).At(k).ToRandom(), k))));

    // Inverted; turned by one, two and three quarters; inverted and turned.
    private static byte[] Spoilt(byte[] film, SplitMix64 random, int kind) => kind switch
    {
        0 => FilmVariation.Invert(FilmVariation.Vary(film, random)),
        <= 3 => FilmVariation.Turn(FilmVariation.Vary(film, random), kind),
        4 => FilmVariation.Invert(FilmVariation.Turn(FilmVariation.Vary(film, random), 1 + random.Next(3))),
        _ => FilmVariation.Turn(FilmVariation.Vary(film, random), 1 + random.Next(3)),
    };

    private static float[][] Features(byte[][] films, Func<byte[], SplitMix64, int, byte[]> make, int each, SeedSequence seed) =>
    [
        .. films.AsParallel().AsOrdered().SelectMany((film, i) => Enumerable.Range(0, each).Select(k => Of(make(film, seed.At(i).At(k).ToRandom(), k)))),
    ];

    private static float[][] Generated(int count, SeedSequence seed) =>
    [
        .. Enumerable.Range(0, count).AsParallel().AsOrdered().Select(i => Of(FilmThumbnail.Of(GeneratedPicture.Draw(i % GeneratedPicture.KindCount, seed.At(i).ToRandom())))),
    ];

    private static float[] Of(byte[] thumbnail)
    {
        var features = new float[FilmGateFeatures.Count];
        FilmGateFeatures.Write(thumbnail, features);
        return features;
    }
}
