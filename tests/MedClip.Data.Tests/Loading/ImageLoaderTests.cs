namespace MedClip.Data;

public sealed class ImageLoaderTests : IDisposable
{
    private const int Films = 23;
    private readonly TemporaryFolder folder = new();
    private readonly ImagePreprocessor preprocessor = new(new PreprocessingSpec { Size = 16 });
    private readonly List<ImageRecord> table = [];

    public ImageLoaderTests()
    {
        for (int i = 0; i < Films; i++)
        {
            string name = $"{i}.png";
            table.Add(new ImageRecord(name, folder.Write(name, SampleFilms.Constant(20, 16, (byte)(10 * i)))));
        }
    }

    public void Dispose() => folder.Dispose();

    private ImageLoader Make(ImageLoaderOptions? options = null) => new(table, preprocessor, options);

    private float Level(int film) => preprocessor.Levels[10 * film];

    // The middle of a constant film has its level.
    private static float Middle(ImageBatch batch, int place) => batch.Data[(place * 256) + 136];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 5)]
    public void Batches_come_in_the_order_asked_for_whatever_the_workers(int workers, int prefetch)
    {
        int[][] asked = [[3, 1], [22], [0, 5, 7], [3]];
        var got = new List<int[]>();
        foreach (ImageBatch batch in Make(new ImageLoaderOptions { Workers = workers, Prefetch = prefetch }).Load(asked))
        {
            using (batch)
            {
                batch.Shape.ShouldBe([batch.Count, 1, 16, 16]);
                batch.Data.Length.ShouldBe(batch.Count * 256);
                for (int i = 0; i < batch.Count; i++)
                {
                    Middle(batch, i).ShouldBe(Level(batch.Rows[i]));
                }

                got.Add([.. batch.Rows]);
            }
        }

        got.ShouldBe(asked);
    }

    [Fact]
    public void All_films_are_loaded_in_the_order_of_the_table() =>
        Make().LoadAll(5).SelectMany(batch => batch.Rows).ShouldBe(Enumerable.Range(0, Films));

    [Fact]
    public void Augmented_films_depend_on_seed_and_epoch_and_not_on_workers_or_cache()
    {
        float[] Run(ImageLoader loader, int epoch, ulong seed) =>
            [.. loader.LoadAugmented([[4, 9], [11]], AugmentationSpec.Paper, new SeedSequence(seed), epoch).SelectMany(batch => batch.Data.ToArray())];
        ImageLoader loader = Make(new ImageLoaderOptions { Workers = 3, Prefetch = 3 });
        float[] first = Run(loader, 0, 1);
        Run(loader, 0, 1).ShouldBe(first);
        Run(Make(new ImageLoaderOptions { Workers = 1, CacheBytes = 0 }), 0, 1).ShouldBe(first);
        Run(loader, 1, 1).ShouldNotBe(first);
        Run(loader, 0, 2).ShouldNotBe(first);
    }

    [Fact]
    public void The_place_of_a_film_in_its_batch_does_not_change_its_augmentation()
    {
        float[] alone = Make().LoadAugmented([[9]], AugmentationSpec.Paper, new SeedSequence(1), 0).Single().Data;
        float[] second = Make().LoadAugmented([[4, 9]], AugmentationSpec.Paper, new SeedSequence(1), 0).Single().Data;
        second[256..].ShouldBe(alone);
    }

    [Fact]
    public void Equal_films_in_two_rows_are_changed_differently()
    {
        string path = folder.Write("equal.png", SampleFilms.Gradient(20, 16));
        var loader = new ImageLoader([new ImageRecord("a", path), new ImageRecord("b", path)], preprocessor);
        float[] both = loader.LoadAugmented([[0, 1]], AugmentationSpec.Paper, new SeedSequence(1), 0).Single().Data;
        both[..256].ShouldNotBe(both[256..]);
    }

    [Fact]
    public void Later_epochs_read_no_file()
    {
        ImageLoader loader = Make();
        float[] first = loader.LoadAll(7).SelectMany(batch => batch.Data.ToArray()).ToArray();
        loader.CachedBytes.ShouldBe(Films * 256);
        foreach (ImageRecord record in table)
        {
            File.Delete(record.Path);
        }

        loader.LoadAll(7).SelectMany(batch => batch.Data.ToArray()).ShouldBe(first);
    }

    [Fact]
    public void The_cache_keeps_to_its_bytes()
    {
        ImageLoader loader = Make(new ImageLoaderOptions { CacheBytes = 1000 });
        loader.LoadAll(4).Count().ShouldBe(6);
        loader.CachedBytes.ShouldBe(3 * 256);
    }

    [Fact]
    public void An_unreadable_film_is_left_out_counted_and_named_by_option()
    {
        File.WriteAllText(table[2].Path, "no picture");
        File.Delete(table[4].Path);
        ImageLoader loader = Make(new ImageLoaderOptions { Unreadable = UnreadableImages.Skip });
        ImageBatch batch = loader.Load([[1, 2, 3, 4]]).Single();
        batch.Rows.ShouldBe([1, 3]);
        batch.Data.Length.ShouldBe(512);
        Middle(batch, 1).ShouldBe(Level(3));
        loader.Unreadable.Select(film => film.Name).ShouldBe(["2.png", "4.png"]);
        loader.Unreadable[0].Reason.ShouldContain("first bytes");
        loader.Unreadable[1].Reason.ShouldContain("no such file");
    }

    [Fact]
    public void An_unreadable_film_ends_the_loading_by_default()
    {
        File.WriteAllText(table[2].Path, "no picture");
        Should.Throw<InvalidInputException>(() => Make().LoadAll(2).Count()).Message.ShouldStartWith(table[2].Path);
    }

    [Fact]
    public void Loading_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        IEnumerator<ImageBatch> batches = Make().LoadAll(1, source.Token).GetEnumerator();
        batches.MoveNext().ShouldBeTrue();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() =>
        {
            while (batches.MoveNext())
            {
            }
        });
        batches.Dispose();
    }

    [Fact]
    public void Leaving_early_waits_for_what_is_under_way()
    {
        foreach (ImageBatch batch in Make(new ImageLoaderOptions { Prefetch = 8, Workers = 2 }).LoadAll(1))
        {
            batch.Dispose();
            break;
        }

        Make().LoadAll(6).Sum(batch => batch.Count).ShouldBe(Films);
    }

    [Fact]
    public void A_buffer_is_used_again_after_disposal_and_not_before()
    {
        IEnumerator<ImageBatch> batches = Make(new ImageLoaderOptions { Prefetch = 1 }).LoadAll(2).GetEnumerator();
        var buffers = new HashSet<float[]>();
        while (batches.MoveNext())
        {
            using ImageBatch batch = batches.Current;
            buffers.Add(batch.Data);
        }

        buffers.Count.ShouldBeLessThanOrEqualTo(4);
        ImageBatch kept = Make().LoadAll(2).First();
        kept.Dispose();
        Should.Throw<ObjectDisposedException>(() => kept.Data.Length);
    }

    [Fact]
    public void Wrong_options_are_refused() =>
        Should.Throw<InvalidInputException>(() => Make(new ImageLoaderOptions { Prefetch = 0 })).Message.ShouldContain("Prefetch");
}
