using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
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
public static class LoadingBenchmark
{
    private const int Rounds = 9;

    public static void Run()
    {
        string folder = Directory.CreateTempSubdirectory("medclip-loading-").FullName;
        try
        {
            (string official, string own) = Generate(folder);
            string weights = Path.Combine(own, Checkpoint.WeightsFile);
            Console.WriteLine($"Medians of {Rounds} rounds, in each round loading and the ways of reading in turn; the files are in the page cache.\n");
            Console.WriteLine("| checkpoint | MB | load | whole file read twice, fresh arrays (File.ReadAllBytes) | load ÷ that (limit 1.2) | stricter: twice, fresh memory of malloc | load ÷ that | strictest: twice through one buffer of 1 MiB | load ÷ that | private memory ÷ size (limit 1.1) |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
            foreach (WeightMemory memory in new[] { WeightMemory.Mapped, WeightMemory.Copied })
            {
                Measure("official pytorch_model.bin", official, official, memory);
                Measure("own folder", weights, own, memory);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Says how much private memory one load adds to a process that has computed before; run as a process of its own.</summary>
    public static void Memory(string path, WeightMemory memory)
    {
        using (var warm = new MedClipModel(MedClipConfig.Film64, new SeedSequence(1)))
        {
            warm.state_dict();
        }

        long before = PrivateBytes();
        using IDisposable model = Load(path, memory);
        Console.WriteLine((PrivateBytes() - before).ToString(CultureInfo.InvariantCulture));
    }

    private static IDisposable Load(string path, WeightMemory memory) => Directory.Exists(path) ? Checkpoint.Load(path, memory) : Official(path, memory);

    private static MedClipModel Official(string path, WeightMemory memory)
    {
        using WeightFile file = WeightFile.Open(path);
        return WeightPlan.Of(file).NewModel(MedClipConfig.MedClipVit, memory);
    }

    private static void Measure(string name, string file, string path, WeightMemory memory)
    {
        ReadTwice(file);
        Load(path, memory).Dispose();
        double[] loads = new double[Rounds], drains = new double[Rounds], reads = new double[Rounds], natives = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            IDisposable? model = null;
            loads[round] = Time(() => model = Load(path, memory));
            model!.Dispose();
            drains[round] = Time(() => ReadTwice(file));
            natives[round] = Time(() => ReadIntoNativeMemoryTwice(file));

            // What earlier rounds allocated goes back to the system first, so that each round's arrays are fresh.
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            reads[round] = Time(() => ReadIntoArraysTwice(file));
        }

        double size = new FileInfo(file).Length;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name}, {memory}{(memory == WeightMemory.Mapped ? " (default)" : "")} | {size / 1e6:0.0} | {Median(loads):0} ms | {Median(reads):0} ms | {Ratio(loads, reads):0.00} | {Median(natives):0} ms | {Ratio(loads, natives):0.00} | {Median(drains):0} ms | {Ratio(loads, drains):0.00} | {GrowthOf(path, memory) / size:0.00} |"));
    }

    private static double Ratio(double[] ours, double[] other) => Median([.. ours.Zip(other, (a, b) => a / b)]);

    private static long GrowthOf(string path, WeightMemory memory)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Environment.GetCommandLineArgs()[0].EndsWith(".dll", StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? new[] { Environment.GetCommandLineArgs()[0] } : [], "loading-memory", path, memory.ToString()]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return long.Parse(text, CultureInfo.InvariantCulture);
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

    private static (string Official, string Own) Generate(string folder)
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new MedClipModel(MedClipConfig.MedClipVit, new SeedSequence(1));
        string official = Path.Combine(folder, "pytorch_model.bin");
        TorchFile.Save(official, WeightLayouts.MedClip.Export(model.state_dict()));
        string vocabulary = Path.Combine(folder, "vocab.txt");
        File.WriteAllLines(vocabulary, new[] { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]" }.Concat(Enumerable.Range(0, MedClipConfig.MedClipVit.Text.VocabularySize - 5).Select(i => $"w{i}")));
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

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
