namespace MedClip.Data.Tests;

/// <summary>A gate fitted on phantoms, tried on phantoms and pictures of other seeds.</summary>
public sealed class FilmGateTests
{
    private static readonly Lazy<FilmGate> Fitted = new(() => FilmGateFit.Fit(Films(1, 160), [], "phantoms", new SeedSequence(5)));

    private static PixelImage[] Films(ulong seed, int count)
    {
        var generator = new PhantomFilmGenerator(new SeedSequence(seed));
        return [.. Enumerable.Range(0, count).Select(i => generator.Draw(i).Image)];
    }

    private static double Refused(IEnumerable<PixelImage> pictures)
    {
        bool[] refused = [.. pictures.Select(picture => Fitted.Value.Score(FilmThumbnail.Of(picture)) < Fitted.Value.Threshold)];
        return refused.Count(true) / (double)refused.Length;
    }

    [Fact]
    public void Films_of_others_pass() => Refused(Films(2, 60)).ShouldBeLessThan(0.05);

    [Fact]
    public void Films_of_other_sizes_depths_and_contrasts_pass()
    {
        Refused(Films(3, 30).Select(film => new PixelImage(64, 64, 8, [.. film.Pixels8.ToArray().Select(p => (byte)(40 + (p / 2)))]))).ShouldBeLessThan(0.05);
        Refused(Films(3, 30).Select(film => Resampler.Resize(film, 150, 140, ResampleFilter.Bilinear))).ShouldBeLessThan(0.05);
        Refused(Films(3, 30).Select(film => new PixelImage(64, 64, 16, [.. film.Pixels8.ToArray().SelectMany(p => BitConverter.GetBytes((ushort)(p * 16)))]))).ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Inverted_films_are_refused() =>
        Refused(Films(2, 40).Select(film => new PixelImage(64, 64, 8, [.. film.Pixels8.ToArray().Select(p => (byte)(255 - p))]))).ShouldBeGreaterThan(0.95);

    [Theory]
    [InlineData(1, 0.95)]
    [InlineData(2, 0.6)]   // Phantoms are nearly alike upside down.
    [InlineData(3, 0.95)]
    public void Turned_films_are_refused(int quarters, double share) =>
        Refused(Films(2, 40).Select(film => new PixelImage(64, 64, 8, FilmVariation.Turn(film.Pixels8.ToArray(), quarters)))).ShouldBeGreaterThan(share);

    [Fact]
    public void Other_pictures_are_refused_also_those_of_kinds_that_were_not_fitted_against()
    {
        SplitMix64 random = new SeedSequence(7).ToRandom();
        Refused(Enumerable.Range(0, GeneratedPicture.KindCount * 4).Select(i => new PixelImage(64, 64, 8, GeneratedPicture.Draw(i % GeneratedPicture.KindCount, random)))).ShouldBeGreaterThan(0.95);
        Refused(Enumerable.Range(0, 20).Select(_ => Drawn(100, (_, _) => random.Next(4) == 0 ? 255 : 0))).ShouldBe(1);
        Refused([Drawn(80, (_, _) => 0), Drawn(80, (_, _) => 128), Drawn(80, (x, y) => (x * x / 20) + y)]).ShouldBe(1);
        Refused(Enumerable.Range(2, 10).Select(n => Drawn(90, (x, y) => 127 + (int)(127 * Math.Sin(Math.Sqrt(((x - 45) * (x - 45)) + ((y - 45) * (y - 45))) / n))))).ShouldBe(1);
    }

    [Fact]
    public void Equal_seeds_and_films_give_equal_gates_and_what_it_says_of_itself_is_so()
    {
        FilmGate again = FilmGateFit.Fit(Films(1, 160), [], "phantoms", new SeedSequence(5));
        again.ShouldBe(Fitted.Value);
        FilmGateFit.Fit(Films(1, 160), [], "phantoms", new SeedSequence(6)).Parameters.ShouldNotBe(again.Parameters);
        (again.Films, again.HeldOut).ShouldBe((128, 32));
        again.HeldOutRefused.ShouldBeLessThan(0.04);
        again.OthersRefused.ShouldBeGreaterThan(0.9);
        again.Threshold.ShouldBeLessThanOrEqualTo(0);
    }

    [Fact]
    public void Brightness_and_even_borders_change_nothing_that_is_looked_at_by_rank()
    {
        byte[] film = FilmThumbnail.Of(Films(4, 1)[0]);
        float[] features = Features(film), darker = Features([.. film.Select(p => (byte)(p / 2 * 2))]), brighter = Features([.. film.Select(p => (byte)(10 + (p / 2 * 2 * 0.9)))]);
        for (int i = 0; i < 35; i++)
        {
            brighter[i].ShouldBe(darker[i], 0.02f);
        }

        features.ShouldAllBe(value => float.IsFinite(value));
        Features(new byte[32 * 32]).ShouldAllBe(value => float.IsFinite(value));
        byte[] working = FilmThumbnail.Working(Drawn(64, (x, y) => x is < 8 or >= 56 ? 0 : ((x * 7) + (y * 5)) % 251));
        byte[] thumbnail = FilmThumbnail.Of(working);
        Enumerable.Range(0, 32).Count(y => thumbnail[y * 32] == 0).ShouldBeLessThan(4);   // The black border is gone.
        Should.Throw<ArgumentException>(() => FilmGateFeatures.Write(new byte[9], features));
    }

    [Fact]
    public void Too_few_films_and_damaged_parameters_are_refused()
    {
        Should.Throw<InvalidInputException>(() => FilmGateFit.Fit(Films(1, 10), [], "phantoms", new SeedSequence(5))).Message.ShouldContain("too few");
        Should.Throw<FormatException>(() => (Fitted.Value with { Parameters = "AAAA" }).Check()).Message.ShouldContain("parameters, not 0");
        Should.Throw<FormatException>(() => (Fitted.Value with { Parameters = "no base64!" }).Check());
        byte[] bytes = Convert.FromBase64String(Fitted.Value.Parameters);
        BitConverter.TryWriteBytes(bytes, float.NaN);
        Should.Throw<FormatException>(() => (Fitted.Value with { Parameters = Convert.ToBase64String(bytes) }).Check()).Message.ShouldContain("finite");
        Fitted.Value.Check();
    }

    private static float[] Features(byte[] thumbnail)
    {
        var features = new float[FilmGateFeatures.Count];
        FilmGateFeatures.Write(thumbnail, features);
        return features;
    }

    private static PixelImage Drawn(int side, Func<int, int, int> level) =>
        new(side, side, 8, [.. Enumerable.Range(0, side * side).Select(i => (byte)Math.Clamp(level(i % side, i / side), 0, 255))]);
}
