using System.Diagnostics;
using System.Reflection;
using TorchSharp;

namespace MedClip.Torch;

/// <content>What can be said about the loaded libtorch and the machine.</content>
public static unsafe partial class TorchRuntime
{
    /// <summary>Describes what was loaded and how the machine was set up. Loads libtorch if that has not happened.</summary>
    /// <exception cref="TorchLoadException">libtorch could not be loaded.</exception>
    public static TorchDescription Describe()
    {
        NativeApi loaded = Api;
        string config = NativeApi.Text(loaded.BlasInfo());
        string maps = OperatingSystem.IsLinux() ? File.ReadAllText("/proc/self/maps") : "";
        string blas = MappedFile(maps, "libopenblas") ?? MappedFile(maps, "libmkl") ?? MappedFile(maps, "libblas") ?? "";
        (string kind, string? remedy) = BlasVerdict(config, blas);
        string processor = OperatingSystem.IsLinux() && File.Exists("/proc/cpuinfo") ? File.ReadAllText("/proc/cpuinfo") : "";
        return new TorchDescription
        {
            TorchVersion = TorchVersion,
            TorchPath = MappedFile(maps, "libtorch_cpu") ?? "statically linked",
            NativeLibraryPath = MappedFile(maps, "libmedclip_torch") ?? libraryPath ?? "",
            Blas = kind,
            BlasPath = blas,
            BlasRemedy = remedy,
            Threads = torch.get_num_threads(),
            Cores = Environment.ProcessorCount,
            HasAvx512BFloat16 = HasFlag(processor, "avx512_bf16"),
            HasAmx = HasFlag(processor, "amx_bf16"),
            CudaDevices = torch.cuda.device_count(),
            Settings = settings,
            MissingOperators = [.. Missing()],
            Attempts = attempts,
        };
    }

    /// <summary>Multiplies two matrices in single and in double precision, and measures the former.</summary>
    /// <param name="size">Rows and columns; 512 takes a few milliseconds.</param>
    public static GemmCheck CheckGemm(int size = 512)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable guard = torch.no_grad();
        // Numbers without a pattern, from a sine: no stream of random numbers moves because a machine was checked.
        torch.Tensor a = torch.arange((long)size * size, torch.ScalarType.Float64).mul(12.9898).sin().reshape(size, size);
        torch.Tensor b = torch.arange((long)size * size, torch.ScalarType.Float64).mul(78.233).cos().reshape(size, size);
        torch.Tensor exact = a.@float().@double().matmul(b.@float().@double());
        torch.Tensor single = a.@float();
        torch.Tensor other = b.@float();
        torch.Tensor product = single.matmul(other);
        double error = (product.@double() - exact).abs().max().item<double>() / Math.Sqrt(size);
        long best = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long start = Stopwatch.GetTimestamp();
            single.matmul(other).Dispose();
            best = Math.Min(best, Stopwatch.GetTimestamp() - start);
        }
        double seconds = (double)best / Stopwatch.Frequency;
        return new GemmCheck(size, error, 2.0 * size * size * size / seconds / 1e9, torch.get_num_threads());
    }

    /// <summary>Names the BLAS and, for the reference one, the remedy.</summary>
    internal static (string Kind, string? Remedy) BlasVerdict(string config, string path)
    {
        if (config.Length > 0)
        {
            return (config, null);
        }
        if (path.Contains("libblas", StringComparison.Ordinal))
        {
            return ("reference BLAS", "The reference BLAS is about 25 times slower: install libopenblas0-openmp (apt-get install libopenblas0-openmp).");
        }
        return path.Length > 0 ? (Path.GetFileName(path), null) : ("part of libtorch", null);
    }

    private static IEnumerable<MissingOperator> Missing()
    {
        foreach ((string name, Decompositions.Decomposition replacement) in Decompositions.All)
        {
            if (!new Op(name).Exists)
            {
                yield return new MissingOperator(name, $"replaced by {replacement.By} (libtorch has it since {replacement.Since})");
            }
        }
        foreach (Op op in Called().Where(o => !o.Exists && Decompositions.For(o.Name) is null))
        {
            yield return new MissingOperator(op.Name, null);
        }
    }

    /// <summary>Every operator that this assembly calls by name.</summary>
    internal static IEnumerable<Op> Called() =>
        typeof(Op).Assembly.GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(Op) && f.IsInitOnly && !f.DeclaringType!.ContainsGenericParameters)
            .Select(f => (Op)f.GetValue(null)!);

    private static bool HasFlag(string processor, string flag) => processor.Contains(" " + flag, StringComparison.Ordinal);

    private static string? MappedFile(string maps, string name)
    {
        int found = maps.IndexOf("/" + name, StringComparison.Ordinal);
        if (found < 0)
        {
            return null;
        }
        int start = maps.LastIndexOf(' ', found) + 1;
        int end = maps.IndexOf('\n', found);
        return maps[start..(end < 0 ? maps.Length : end)];
    }
}
