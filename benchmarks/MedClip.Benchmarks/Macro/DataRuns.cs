using System.Diagnostics;
using System.Runtime.InteropServices;
using MedClip.Data;
using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Macro;

/// <summary>What feeding costs: DICOM isolation, label matching, the loader beside a training step, memory over a long epoch.</summary>
public static partial class DataRuns
{
    private static readonly ResNetConfig Small = ResNetConfig.Film64 with { ImageSize = 224, StemStride = 2, StemWidth = 16, Widths = [16, 32, 64, 64] };

    public static void Measure(string folder)
    {
        Console.WriteLine("| measurement | value |");
        Console.WriteLine("|---|---|");
        LabelMatching();
        NearDuplicatesOfAMillion();
        LoaderMemory(folder);
        StepBesideLoader(folder);
        Dicom(folder);
    }

    private static void LabelMatching()
    {
        FindingLabels[] sentences = Labels(1_000_000, 1);
        var matcher = new LabelMatcher(sentences);
        LabelMask[] films = [.. Labels(20_000, 2).Select(LabelMask.Of)];
        var random = new SplitMix64(3);
        long start = Stopwatch.GetTimestamp();
        foreach (LabelMask film in films)
        {
            matcher.Draw(film, random);
        }

        Row("a matching sentence of 1 M drawn", $"{Stopwatch.GetElapsedTime(start).TotalMilliseconds / films.Length:0.00000} ms");
    }

    private static void NearDuplicatesOfAMillion()
    {
        var random = new SplitMix64(1);
        PerceptualHash[] hashes = [.. Enumerable.Range(0, 1_000_000).Select(_ => new PerceptualHash(random.NextUInt64(), random.NextUInt64(), random.NextUInt64(), random.NextUInt64()))];
        long start = Stopwatch.GetTimestamp();
        int found = NearDuplicates.Find(hashes, 8, (_, _) => true).Count;
        Row("near-duplicates among 1 M hashes", $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s, {found} found");
    }

    private static void LoaderMemory(string folder)
    {
        ImageRecord[] films = Films(folder, 100_000);
        var loader = new ImageLoader(films, new ImagePreprocessor(new PreprocessingSpec { Size = 64 }), new ImageLoaderOptions { CacheBytes = 0, Workers = 2 });
        long early = 0, late = 0, place = 0;
        long start = Stopwatch.GetTimestamp();
        foreach (ImageBatch batch in loader.LoadAugmented(Enumerable.Range(0, films.Length).Chunk(100), AugmentationSpec.Default, new SeedSequence(1), 0))
        {
            batch.Dispose();
            place += 100;
            early = place <= 20_000 ? Math.Max(early, Environment.WorkingSet) : early;
            late = place > 80_000 ? Math.Max(late, Environment.WorkingSet) : late;
        }

        Row("loader over 100,000 films: memory at most in the first fifth, in the last", $"{early >> 20} MiB, {late >> 20} MiB ({Stopwatch.GetElapsedTime(start).TotalSeconds:0} s)");
    }

    /// <summary>A small tower's step alone, fed by the loader, and beside a decoder that never ends.</summary>
    public static void StepBesideLoader(string folder)
    {
        const int Batch = 16, Steps = 12, Rounds = 7;
        ImageRecord[] films = Films(folder, Batch * Steps);
        var preprocessor = new ImagePreprocessor(new PreprocessingSpec());
        using var tower = new ImageTower(new ResNet(Small), 128);
        tower.train();
        using Tensor still = randn(Batch, 1, 224, 224);
        Step(tower, still);
        var alone = new List<double>();
        var fed = new List<double>();
        var beside = new List<double>();
        void Alone()
        {
            for (int i = 0; i < Steps; i++)
            {
                Step(tower, still);
            }
        }

        // Each ratio is of neighbours in time: a machine that slows down slows both.
        for (int round = 0; round < Rounds; round++)
        {
            double before = Time(Alone);
            var loader = new ImageLoader(films, preprocessor, new ImageLoaderOptions { CacheBytes = 0, Workers = 1 });
            double withLoader = Time(() => Feed(tower, loader, Batch));
            double between = Time(Alone);
            double withDecoder = Beside(films, preprocessor, Alone);
            double after = Time(Alone);
            fed.Add(withLoader / ((before + between) / 2));
            beside.Add(withDecoder / ((between + after) / 2));
            alone.Add(between);
        }

        Row($"step of a small ResNet (batch {Batch}) fed from small JPEGs ÷ alone", $"{Median(fed):0.00}");
        Row("the same beside an endless lowest-priority decoder ÷ alone", $"{Median(beside):0.00}");
        Row("that step alone", $"{Median(alone) / Steps:0.0} ms");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Feed(ImageTower tower, ImageLoader loader, int batch)
    {
        foreach (ImageBatch films in loader.LoadAugmented(Enumerable.Range(0, batch * 12).Chunk(batch), AugmentationSpec.Default, new SeedSequence(1), 0))
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

    private static void Dicom(string folder)
    {
        byte[] pixels = new byte[2048 * 2048 * 2];
        new Random(1).NextBytes(pixels);
        byte[] file = DicomFile.Write(2048, 2048, pixels);
        var reader = new DicomReader();
        reader.Decode("film", file);
        double whole = Time(() => Repeat(20, () => reader.Decode("film", file))) / 20;
        byte[] tiny = DicomFile.Write(1, 1, [1, 0]);
        double empty = Time(() => Repeat(500, () => reader.Decode("film", tiny))) / 500;
        Row("DICOM, 2048 × 2048 of 16 bits, to a picture", $"{whole:0.0} ms");
        Row("DICOM, one pixel: the cost of asking a worker", $"{empty:0.00} ms");
        Row("DICOM, one pixel, the worker killed before: a new one is started", $"{Time(() => Repeat(20, () => AfterAKill(reader, tiny))) / 20:0.0} ms");
        byte[] hostile = [.. file[..200], .. new byte[4]];
        Row("DICOM, a refused file", $"{Time(() => Repeat(200, () => Refused(reader, hostile))) / 200:0.00} ms");
    }

    private static void AfterAKill(DicomReader reader, byte[] file)
    {
        foreach (Process worker in Process.GetProcesses().Where(process => process.ProcessName.StartsWith("medclip_dicom", StringComparison.Ordinal) && IsOurChild(process)))
        {
            worker.Kill();
            worker.WaitForExit();
        }

        // Each dead worker of the pool may cost a refusal.
        for (int i = 0; i < Environment.ProcessorCount; i++)
        {
            Refused(reader, file);
        }
    }

    private static bool IsOurChild(Process process) =>
        File.ReadAllText($"/proc/{process.Id}/stat").Split(')')[^1].Split(' ')[2] == Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void Refused(DicomReader reader, byte[] file)
    {
        try
        {
            reader.Decode("film", file);
        }
        catch (InvalidInputException)
        {
        }
    }

    private static void Repeat(int count, Action work)
    {
        for (int i = 0; i < count; i++)
        {
            work();
        }
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

    private static void Row(string name, string value) => Console.WriteLine($"| {name} | {value} |");

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
