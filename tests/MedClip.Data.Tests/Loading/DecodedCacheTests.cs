namespace MedClip.Data;

public sealed class DecodedCacheTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ImagePreprocessor preprocessor = new(new PreprocessingSpec { Size = 32 });
    private readonly ImageRecord[] films;

    public DecodedCacheTests() =>
        films = [.. Enumerable.Range(0, 10).Select(i => new ImageRecord($"{i}", folder.Write($"{i}.png", SampleFilms.Gradient(50 + i, 40))))];

    [Fact]
    public void Films_come_out_as_they_would_be_decoded()
    {
        DecodedCache.Build(Folder, films, preprocessor, new DecodedCacheOptions { ShardSize = 4 }).ShouldBeEmpty();
        using DecodedCache cache = DecodedCache.Open(Folder, preprocessor);
        cache.Count.ShouldBe(10);
        foreach (ImageRecord film in films)
        {
            cache.Find(film.Path)!.Bytes.ToArray().ShouldBe(preprocessor.ToWorkingFilm(new ImageReader().Read(film.Path, preprocessor.LeastDecodedSide)).Bytes.ToArray());
        }

        cache.Find("/nothing.png").ShouldBeNull();
    }

    [Fact]
    public void Augmented_loading_is_the_same_with_and_without()
    {
        DecodedCache.Build(Folder, films, preprocessor);
        using DecodedCache cache = DecodedCache.Open(Folder, preprocessor);
        float[][] With(DecodedCache? use) => [.. new ImageLoader(films, preprocessor, new ImageLoaderOptions { DecodedCache = use, CacheBytes = 0 })
            .LoadAugmented(Enumerable.Range(0, 10).Chunk(3), AugmentationSpec.Default, new SeedSequence(1), 0).Select(batch => batch.Data.ToArray())];
        With(cache).ShouldBe(With(null));
    }

    [Fact]
    public void A_changed_film_is_decoded_anew()
    {
        DecodedCache.Build(Folder, films, preprocessor);
        folder.Write("3.png", SampleFilms.Constant(30, 30, 9));
        using (DecodedCache stale = DecodedCache.Open(Folder, preprocessor))
        {
            stale.Find(films[3].Path).ShouldBeNull();
            stale.Find(films[4].Path).ShouldNotBeNull();
        }

        DecodedCache.Build(Folder, films, preprocessor);
        using DecodedCache fresh = DecodedCache.Open(Folder, preprocessor);
        fresh.Find(films[3].Path)!.Pixels8[0].ShouldBe((byte)9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(-5)]
    public void Damage_is_noticed(int at)
    {
        DecodedCache.Build(Folder, films, preprocessor);
        string shard = Path.Combine(Folder, "000000.films");
        byte[] bytes = File.ReadAllBytes(shard);
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;
        File.WriteAllBytes(shard, bytes);
        if (at >= 0)
        {
            Should.Throw<InvalidInputException>(() => DecodedCache.Open(Folder, preprocessor)).Message.ShouldContain("damaged");
            return;
        }

        using DecodedCache cache = DecodedCache.Open(Folder, preprocessor);
        cache.Find(films[9].Path).ShouldBeNull();
        cache.Find(films[0].Path).ShouldNotBeNull();
    }

    [Fact]
    public void A_cut_shard_is_passed_over_and_made_again()
    {
        DecodedCache.Build(Folder, films, preprocessor, new DecodedCacheOptions { ShardSize = 5 });
        string shard = Path.Combine(Folder, "000001.films");
        File.WriteAllBytes(shard, File.ReadAllBytes(shard)[..^100]);
        using (DecodedCache cut = DecodedCache.Open(Folder, preprocessor))
        {
            (cut.Count, cut.DamagedShards).ShouldBe((5, 1));
        }

        DecodedCache.Build(Folder, films, preprocessor, new DecodedCacheOptions { ShardSize = 5 });
        using DecodedCache whole = DecodedCache.Open(Folder, preprocessor);
        (whole.Count, whole.DamagedShards).ShouldBe((10, 0));
    }

    [Fact]
    public void Finished_shards_are_not_written_again_and_those_beyond_go()
    {
        DecodedCache.Build(Folder, films, preprocessor, new DecodedCacheOptions { ShardSize = 4 });
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(Folder, "000000.films"));
        DecodedCache.Build(Folder, films[..6], preprocessor, new DecodedCacheOptions { ShardSize = 4 });
        File.GetLastWriteTimeUtc(Path.Combine(Folder, "000000.films")).ShouldBe(written);
        Directory.EnumerateFiles(Folder).Count().ShouldBe(2);
    }

    [Fact]
    public void An_unreadable_film_is_listed_and_left_out()
    {
        folder.Write("4.png", "no picture");
        DecodedCache.Build(Folder, films, preprocessor).Single().Name.ShouldBe("4");
        using DecodedCache cache = DecodedCache.Open(Folder, preprocessor);
        cache.Count.ShouldBe(9);
    }

    [Fact]
    public void A_cache_of_another_preprocessing_is_refused()
    {
        DecodedCache.Build(Folder, films, preprocessor);
        var other = new ImagePreprocessor(new PreprocessingSpec { Size = 64 });
        Should.Throw<InvalidInputException>(() => DecodedCache.Open(Folder, other)).Message.ShouldContain("another preprocessing");
        using DecodedCache cache = DecodedCache.Open(Folder, preprocessor);
        Should.Throw<InvalidInputException>(() => new ImageLoader(films, other, new ImageLoaderOptions { DecodedCache = cache }));
    }

    public void Dispose() => folder.Dispose();

    private string Folder => Path.Combine(folder.Folder, "cache");
}
