using MedClip.Data;

namespace MedClip.Training.Tests;

/// <summary>What the sampling options do to a run's batches.</summary>
public sealed class SamplingChoiceTests : IDisposable
{
    private const string FirstReport = "Impression: There is a large left pleural effusion.";
    private const string SecondReport = "Impression: The heart is enlarged with cardiomegaly.";
    private readonly string root = Directory.CreateTempSubdirectory("medclip-sampling-").FullName;

    private PretrainingRequest Request(string images, Action<SamplingOptions> choose)
    {
        var options = new TrainingOptions
        {
            Precision = PrecisionMode.Float32,
            Model = { Config = "film64", ImageSize = 16, VocabularySize = 200, Projection = 16, Augmentation = AugmentationPreset.None },
            Sampling = { BatchImages = 4, DropLast = false },
            Validation = { Fraction = 0.01 },
        };
        choose(options.Sampling);
        string table = Write("films.csv", images);
        return new PretrainingRequest
        {
            Images = ImageTable.Load(table, null, new ImageTableOptions { TextColumn = "report", SplitColumn = "split" }),
            Reports = [ReportTable.Load(Write("reports.csv", $"id,text\nfirst,{FirstReport}\nsecond,{SecondReport}\n"))],
            Options = options,
            Output = Path.Combine(root, "run"),
        };
    }

    private string Table(params string[] rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            PngWriter.Write(Path.Combine(root, $"{i}.png"), new PixelImage(16, 16, 8, [.. Enumerable.Repeat((byte)(20 * (i + 1)), 256)]));
        }

        return "path,patient,report,split,Pleural Effusion,Cardiomegaly\n" + string.Concat(rows.Select((row, i) => $"{i}.png,{i},{row}\n"));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(root, name);
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void Reference_sampling_gives_a_film_with_a_report_its_own_sentence_and_any_other_one_that_matches()
    {
        // The first film's labels contradict its own report, so that only the report can be the reason.
        using var run = new Pretrainer(Request(Table("first,train,0,1", ",train,0,1", ",train,1,0"), sampling => sampling.Sentences = SentenceSampling.Reference));
        for (int epoch = 0; epoch < 5; epoch++)
        {
            using TrainingBatch batch = run.Batches.Read(epoch, 0, default).Single();
            float[] films = batch.ImageLabels.ToArray();
            float[] texts = batch.TextLabels.ToArray();
            int width = run.Data.Findings.Count;
            int[] order = [.. Enumerable.Range(0, 3).Select(row => Brightness(batch, row))];
            (int effusion, int cardiomegaly) = (Place(run, Finding.PleuralEffusion), Place(run, Finding.Cardiomegaly));
            for (int row = 0; row < 3; row++)
            {
                texts[(row * width) + effusion].ShouldBe(order[row] is 0 or 2 ? 1 : 0, $"film {order[row]}");
                texts[(row * width) + cardiomegaly].ShouldBe(order[row] == 1 ? 1 : 0);
                films[(row * width) + cardiomegaly].ShouldBe(order[row] < 2 ? 1 : 0);
            }
        }
    }

    [Fact]
    public void A_report_that_is_not_there_is_named() =>
        Should.Throw<InvalidInputException>(() => new Pretrainer(Request(Table("third,train,0,1"), sampling => sampling.Sentences = SentenceSampling.Reference)))
            .Message.ShouldContain("'third'");

    [Fact]
    public void Films_drawn_by_finding_are_balanced()
    {
        string[] rows = [.. Enumerable.Range(0, 39).Select(_ => ",train,1,0"), ",train,0,1"];
        using var run = new Pretrainer(Request(Table(rows), sampling => (sampling.Images, sampling.BatchImages) = (ImageSampling.ByCombination, 40)));
        using TrainingBatch batch = run.Batches.Read(0, 0, default).Single();
        int rare = Place(run, Finding.Cardiomegaly);
        Enumerable.Range(0, 40).Count(row => batch.ImageLabels.ToArray()[(row * run.Data.Findings.Count) + rare] == 1).ShouldBeInRange(10, 30);
    }

    [Fact]
    public void A_cache_made_beforehand_gives_the_same_batches_without_the_films()
    {
        string[] rows = [",train,1,0", ",train,0,1"];
        PretrainingRequest request = Request(Table(rows), _ => { });
        request.Options.Model.Augmentation = AugmentationPreset.Paper;
        float[] expected = First(request);
        string cache = Path.Combine(root, "cache");
        using (var run = new Pretrainer(request))
        {
            DecodedCache.Build(cache, run.Data.Train, new ImagePreprocessor(run.Plan.Preprocessing)).ShouldBeEmpty();
        }

        request.Options.Sampling.DecodedCache = cache;

        // Only the cache can give these pixels now: the files are still there, with their times, but hold no picture.
        foreach (string file in Directory.EnumerateFiles(root, "*.png"))
        {
            DateTime written = File.GetLastWriteTimeUtc(file);
            File.WriteAllBytes(file, new byte[new FileInfo(file).Length]);
            File.SetLastWriteTimeUtc(file, written);
        }

        First(request).ShouldBe(expected);
        request.Options.Sampling.DecodedCache = Path.Combine(root, "nowhere");
        Should.Throw<InvalidInputException>(() => First(request)).Message.ShouldContain("medclip cache");
    }

    [Fact]
    public void A_film_that_cannot_be_read_is_left_out_and_listed_in_the_log()
    {
        PretrainingRequest request = Request(Table(",train,1,0", ",train,0,1", ",train,1,0"), sampling => sampling.Unreadable = UnreadableImages.Skip);
        File.WriteAllText(Path.Combine(root, "1.png"), "no picture");
        request.Options.Epochs = 1;
        using var run = new Pretrainer(request);
        run.Run().Outcome.ShouldBe(TrainingOutcome.Completed);
        string line = File.ReadLines(Path.Combine(root, "run", "log.jsonl")).Single(line => line.Contains("\"unreadable\""));
        line.ShouldContain("\"count\":1");
        line.ShouldContain("1.png");
        File.ReadLines(Path.Combine(root, "run", "log.jsonl")).ShouldContain(step => step.Contains("\"step\""));
    }

    [Fact]
    public void Films_that_any_rank_cannot_read_are_listed_in_the_log()
    {
        PretrainingRequest request = Request(Table([.. Enumerable.Range(0, 12).Select(i => $",train,{i % 2},{(i + 1) % 2}")]), sampling => sampling.Unreadable = UnreadableImages.Skip);
        string[] bad = ["1.png", "4.png", "6.png", "9.png"];
        Array.ForEach(bad, name => File.WriteAllText(Path.Combine(root, name), "no picture"));
        request.Options.Epochs = 1;
        int[] own = RankThreads.Run(2, group =>
        {
            using var run = new Pretrainer(request with { Group = group });
            run.Run().Outcome.ShouldBe(TrainingOutcome.Completed);
            return run.Batches.Unreadable.Count;
        });
        own.ShouldAllBe(count => count > 0, $"each rank meets one: {string.Join(", ", own)}");
        string line = File.ReadLines(Path.Combine(root, "run", "log.jsonl")).Single(line => line.Contains("\"unreadable\""));
        line.ShouldContain("\"count\":4");
        bad.ShouldAllBe(name => line.Contains(name));
    }

    [Fact]
    public void Choices_that_do_not_fit_are_refused()
    {
        var options = new TrainingOptions { Sampling = { Sentences = SentenceSampling.Reference, BatchSentences = 8 } };
        Should.Throw<InvalidInputException>(() => TrainingOptionsValidator.Check(options)).Message.ShouldContain("BatchSentences");
        options = new TrainingOptions { Objective = { Kind = ObjectiveKind.InfoNce }, Sampling = { HardShare = 0.2 } };
        Should.Throw<InvalidInputException>(() => TrainingOptionsValidator.Check(options)).Message.ShouldContain("HardShare");
        options = new TrainingOptions { Sampling = { HardShare = 1.5, Images = (ImageSampling)9 } };
        string message = Should.Throw<InvalidInputException>(() => TrainingOptionsValidator.Check(options)).Message;
        message.ShouldContain("HardShare");
        message.ShouldContain("Sampling.Images");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static float[] First(PretrainingRequest request)
    {
        using var run = new Pretrainer(request);
        using TrainingBatch batch = run.Batches.Read(0, 0, default).First();
        return batch.Pixels.ToArray();
    }

    // Films are told apart by their brightness, which the batch carries in any order.
    private static int Brightness(TrainingBatch batch, int row)
    {
        float[] means = [.. Enumerable.Range(0, 3).Select(film => batch.Pixels.ToArray()[film * (batch.Pixels.Length / 3)])];
        return means.Order().ToList().IndexOf(means[row]);
    }

    private static int Place(Pretrainer run, Finding finding) => run.Data.Findings.IndexOf(finding);
}
