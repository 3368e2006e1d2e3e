using System.Diagnostics;
using System.Runtime.InteropServices;
using MedClip.Benchmarks.Results;
using MedClip.Data;
using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Macro;

/// <summary>What feeding costs: label matching, near-duplicates, the loader beside a training step, memory over a long epoch.</summary>
internal static partial class DataRuns
{
    private static readonly ResNetConfig Small = ResNetConfig.Film64 with { ImageSize = 224, StemStride = 2, StemWidth = 16, Widths = [16, 32, 64, 64] };

    public static void LabelMatching(ResultRows results)
    {
        FindingLabels[] sentences = Labels(results.Effort.Of(1_000_000, 1000), 1);
        var matcher = new LabelMatcher(sentences);
        LabelMask[] films = [.. Labels(results.Effort.Of(20_000, 100), 2).Select(LabelMask.Of)];
        var random = new SplitMix64(3);
        Turns turns = Turns.TakeOnProcessor(results.Effort.Rounds, 1, () => Array.ForEach(films, film => matcher.Draw(film, random)));
        results.Add("data/label-matching", turns.Of(0, time => time / films.Length));
    }

    public static void NearDuplicates(ResultRows results)
    {
        var random = new SplitMix64(1);
        PerceptualHash[] hashes = [.. Enumerable.Range(0, results.Effort.Of(1_000_000, 1000)).Select(_ => new PerceptualHash(random.NextUInt64(), random.NextUInt64(), random.NextUInt64(), random.NextUInt64()))];
        int found = 0;
        Turns turns = Turns.Take(results.Effort.Of(3, 1), () => found = Data.NearDuplicates.Find(hashes, 8, (_, _) => true).Count);
        results.Add("data/near-duplicates", turns.Of(0, time => time / 1000), $"{found} found");
    }

    public static void LoaderMemory(ResultRows results, string folder)
    {
        ImageRecord[] films = Films(folder, results.Effort.Of(100_000, 500));
        var loader = new ImageLoader(films, new ImagePreprocessor(new PreprocessingSpec { Size = 64 }), new ImageLoaderOptions { CacheBytes = 0, Workers = 2 });
        long early = 0, late = 0, place = 0;
        long start = Stopwatch.GetTimestamp();
        foreach (ImageBatch batch in loader.LoadAugmented(Enumerable.Range(0, films.Length).Chunk(100), AugmentationSpec.Default, new SeedSequence(1), 0))
        {
            batch.Dispose();
            place += 100;
            early = place <= films.Length / 5 ? Math.Max(early, Environment.WorkingSet) : early;
            late = place > films.Length * 4L / 5 ? Math.Max(late, Environment.WorkingSet) : late;
        }

        results.Add("data/loader-memory", (double)late / early, FormattableString.Invariant($"{early / 1e6:0} MB, {late / 1e6:0} MB; {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
    }

    /// <summary>A small tower's step alone, fed by the loader, and beside a decoder that never ends.</summary>
    public static void StepBesideLoader(ResultRows results, string folder)
    {
        int batch = results.Effort.Of(16, 2), steps = results.Effort.Of(12, 2), rounds = results.Effort.Of(7, 1);
        ImageRecord[] films = Films(folder, batch * steps);
        var preprocessor = new ImagePreprocessor(new PreprocessingSpec());
        using var tower = new ImageTower(new ResNet(Small), 128);
        tower.train();
        using Tensor still = randn(batch, 1, 224, 224);
        Step(tower, still);
        var alone = new List<double>();
        var fed = new List<double>();
        var beside = new List<double>();
        void Alone()
        {
            for (int i = 0; i < steps; i++)
            {
                Step(tower, still);
            }
        }

        // Each ratio is of neighbours in time: a machine that slows down slows both.
        for (int round = 0; round < rounds; round++)
        {
            double before = Time(Alone);
            var loader = new ImageLoader(films, preprocessor, new ImageLoaderOptions { CacheBytes = 0, Workers = 1 });
            double withLoader = Time(() => Feed(tower, loader, films.Length, batch));
            double between = Time(Alone);
            double withDecoder = Beside(films, preprocessor, Alone);
            double after = Time(Alone);
            fed.Add(withLoader / ((before + between) / 2));
            beside.Add(withDecoder / ((between + after) / 2));
            alone.Add(between);
        }

        string note = FormattableString.Invariant($"batch {batch}; alone {Series.Of(alone).Median / steps:0.0} ms");
        results.Add("step/fed", Series.Of(fed), note);
        results.Add("step/beside-decoder", Series.Of(beside), note);
    }

    private static void Feed(ImageTower tower, ImageLoader loader, int count, int batch)
    {
        foreach (ImageBatch films in loader.LoadAugmented(Enumerable.Range(0, count).Chunk(batch), AugmentationSpec.Default, new SeedSequence(1), 0))
        {
            using (films)
            using (Tensor input = tensor(films.Data, films.Shape))
            {
                Step(tower, input);
            }
        }
    }

    private static void Step(ImageTower tower, Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        tower.zero_grad();
        tower.forward(input).square().mean().backward();
    }

    private static double Beside(ImageRecord[] films, ImagePreprocessor preprocessor, Action work)
    {
        using var stop = new CancellationTokenSource();
        var thread = new Thread(() =>
        {
            // .NET's own thread priorities do nothing on Linux.
            _ = SetPriority(0, 0, 19);
            var reader = new ImageReader();
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                reader.ReadWorkingFilm(films[i % films.Length].Path, preprocessor);
            }
        }) { IsBackground = true };
        thread.Start();
        double time = Time(work);
        stop.Cancel();
        thread.Join();
        return time;
    }

    private static ImageRecord[] Films(string folder, int count)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*.jpg").Order(StringComparer.Ordinal)];
        return [.. Enumerable.Range(0, count).Select(i => new ImageRecord($"{i}", files[i % files.Length]))];
    }

    private static FindingLabels[] Labels(int count, ulong seed)
    {
        var random = new SplitMix64(seed);
        FindingSet findings = FindingSet.CheXpert;
        return [.. Enumerable.Range(0, count).Select(_ => FindingLabels.Of(findings, findings[random.Next(7)], findings[7 + random.Next(7)]))];
    }

    private static double Time(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
