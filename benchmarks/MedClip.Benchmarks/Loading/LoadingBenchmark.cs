using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using MedClip.Benchmarks.Peers;
using MedClip.Benchmarks.Results;
using MedClip.Models;
using Microsoft.Win32.SafeHandles;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Loading;

/// <summary>
/// What it costs to load MedCLIP with Swin-T and BioClinicalBERT, 547 MB of numbers that are generated here: the official <c>pytorch_model.bin</c> and our
/// own folder, beside reading the same file from the page cache twice, in turn, medians of as many rounds; and the private memory that a loaded model
/// takes. Whoever reads a file has its bytes in memory afterwards, so the limit counts whole reads into fresh arrays (<see cref="File.ReadAllBytes"/>). Two
/// stricter figures stand beside it: fresh memory of the C library, which the system may give in pages of 2 MB, and a buffer of 1 MiB that is written over
/// again and again.
/// </summary>
internal static class LoadingBenchmark
{
    private static readonly MedClipConfig Full = MedClipConfig.MedClipVit;
    private static readonly MedClipConfig Tiny = Full with { Vision = SwinConfig.Tiny with { Depths = [1, 1, 1, 1], EmbeddingSize = 32, Heads = [1, 2, 4, 8] }, Text = BertConfig.Base with { VocabularySize = 1000, Layers = 2 } };

    public static void Run(ResultRows results)
    {
        MedClipConfig config = results.Effort.Of(Full, Tiny);
        string folder = Directory.CreateTempSubdirectory("medclip-loading-").FullName;
        try
        {
            (string official, string own) = Generate(folder, config);
            string weights = Path.Combine(own, Checkpoint.WeightsFile);
            foreach (WeightMemory memory in new[] { WeightMemory.Mapped, WeightMemory.Copied })
            {
                Measure(results, "official", official, official, memory);
                Measure(results, "own", weights, own, memory);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Says how much private memory one load adds to a process that has computed before; run as a process of its own.</summary>
    public static void Memory(string path, WeightMemory memory, bool quick)
    {
        using (var warm = new MedClipModel(MedClipConfig.Film64, new SeedSequence(1)))
        {
            warm.state_dict();
        }

        long before = PrivateBytes();
        using IDisposable model = Load(quick ? Tiny : Full, path, memory);
        Console.WriteLine((PrivateBytes() - before).ToString(CultureInfo.InvariantCulture));
    }

    private static IDisposable Load(MedClipConfig config, string path, WeightMemory memory) =>
        Directory.Exists(path) ? Checkpoint.Load(path, memory) : Official(config, path, memory);

    private static MedClipModel Official(MedClipConfig config, string path, WeightMemory memory)
    {
        using WeightFile file = WeightFile.Open(path);
        return WeightPlan.Of(file).NewModel(config, memory);
    }

    private static void Measure(ResultRows results, string name, string file, string path, WeightMemory memory)
    {
        IDisposable? model = null;
        Turns turns = Turns.Timed(
            results.Effort.Of(9, 1), results.Effort.Of(1, 0),
            () =>
            {
                double time = Time(() => model = Load(results.Effort.Of(Full, Tiny), path, memory));
                model!.Dispose();
                return time;
            },
            () =>
            {
                // What earlier rounds allocated goes back to the system first, so that each round's arrays are fresh.
                GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                return Time(() => ReadIntoArraysTwice(file));
            },
            () => Time(() => ReadIntoNativeMemoryTwice(file)),
            () => Time(() => ReadTwice(file)));
        string id = $"loading/{name}-{memory.ToString().ToLowerInvariant()}";
        double size = new FileInfo(file).Length;
        results.Add(id, turns.Ratio(0, 1), FormattableString.Invariant(
            $"{turns[0]:0} ms; stricter: ÷ reading twice into fresh memory of malloc {turns.Ratio(0, 2).Median:0.00}, twice through one buffer of 1 MiB {turns.Ratio(0, 3).Median:0.00}"));
        results.Add($"{id}-memory", GrowthOf(path, memory, results.Effort.Quick) / size);
    }

    private static double GrowthOf(string path, WeightMemory memory, bool quick)
    {
        using Process process = Process.Start(new ProcessStartInfo(SelfCommand.File, SelfCommand.Arguments(["loading-memory", path, memory.ToString(), quick.ToString()])) { RedirectStandardOutput = true })!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static void ReadIntoArraysTwice(string path)
    {
        byte[] first = File.ReadAllBytes(path);
        byte[] second = File.ReadAllBytes(path);
        GC.KeepAlive(first);
        GC.KeepAlive(second);
    }

    private static unsafe void ReadIntoNativeMemoryTwice(string path)
    {
        for (int i = 0; i < 2; i++)
        {
            using SafeFileHandle file = File.OpenHandle(path);
            int length = checked((int)RandomAccess.GetLength(file));
            void* memory = NativeMemory.Alloc((nuint)length);
            try
            {
                var bytes = new Span<byte>(memory, length);
                for (int read = 0; read < length;)
                {
                    read += RandomAccess.Read(file, bytes[read..], read);
                }
            }
            finally
            {
                NativeMemory.Free(memory);
            }
        }
    }

    private static void ReadTwice(string path)
    {
        byte[] buffer = new byte[1 << 20];
        for (int i = 0; i < 2; i++)
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            while (stream.Read(buffer) > 0)
            {
            }
        }
    }

    // What other processes cannot share: private pages, clean or dirty; pages of a mapped file that only this process looks at count too.
    private static long PrivateBytes() => File.ReadLines("/proc/self/smaps_rollup")
        .Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
        .Sum(line => 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));

    private static (string Official, string Own) Generate(string folder, MedClipConfig config)
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new MedClipModel(config, new SeedSequence(1));
        string official = Path.Combine(folder, "pytorch_model.bin");
        TorchFile.Save(official, WeightLayouts.MedClip.Export(model.state_dict()));
        string vocabulary = Path.Combine(folder, "vocab.txt");
        File.WriteAllLines(vocabulary, new[] { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]" }.Concat(Enumerable.Range(0, config.Text.VocabularySize - 5).Select(i => $"w{i}")));
        string own = Path.Combine(folder, "checkpoint");
        CheckpointConversion.Run(new ConversionOptions { Source = official, Output = own, Vocabulary = vocabulary });
        return (official, own);
    }

    private static double Time(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
