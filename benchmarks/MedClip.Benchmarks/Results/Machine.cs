using System.Globalization;
using System.Runtime.InteropServices;
using MedClip.Torch;

namespace MedClip.Benchmarks.Results;

/// <summary>The machine that the rows were measured on.</summary>
internal sealed record Machine(string Processor, int Cores, string Instructions, string Memory, string Libtorch, string Blas, string Kernels, string Settings, string System)
{
    private static readonly string[] Sets = ["avx2", "avx512f", "avx512_bf16", "avx512_vnni", "amx_bf16", "amx_int8", "asimd", "bf16"];

    public bool HasAmx => Instructions.Contains("amx_bf16", StringComparison.Ordinal);

    /// <summary>Whether figures of one may stand beside those of the other.</summary>
    public bool IsLike(Machine other) => (Processor, Cores, Instructions, Libtorch, Blas) == (other.Processor, other.Cores, other.Instructions, other.Libtorch, other.Blas);

    public static Machine OfProcess()
    {
        TorchDescription torch = TorchRuntime.Describe();
        Dictionary<string, string> facts = Lines("/proc/cpuinfo", ':');
        string[] flags = (facts.GetValueOrDefault("flags") ?? facts.GetValueOrDefault("Features") ?? "").Split(' ');
        string[] known = [.. Sets.Where(flags.Contains)];
        string amx = RuntimeInformation.ProcessArchitecture == Architecture.X64 && !known.Contains("amx_bf16") ? " (no AMX)" : "";
        double kilobytes = double.Parse(Lines("/proc/meminfo", ':').GetValueOrDefault("MemTotal", "0").Split(' ')[0], CultureInfo.InvariantCulture);
        return new Machine(
            facts.GetValueOrDefault("model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
            Environment.ProcessorCount,
            string.Join(", ", known) + amx,
            string.Create(CultureInfo.InvariantCulture, $"{kilobytes / 1e6:0} GB"),
            torch.TorchVersion,
            torch.Blas,
            FusedKernels.Level,
            string.Join("; ", torch.Settings),
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
    }

    /// <summary>Processes that want a core, over the last minute; 0 where the system does not say.</summary>
    public static double Load() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : 0;

    // The first line of each name.
    private static Dictionary<string, string> Lines(string path, char separator)
    {
        var facts = new Dictionary<string, string>();
        foreach (string[] pair in (File.Exists(path) ? File.ReadAllLines(path) : []).Select(line => line.Split(separator, 2, StringSplitOptions.TrimEntries)).Where(pair => pair.Length == 2))
        {
            facts.TryAdd(pair[0], pair[1]);
        }

        return facts;
    }
}
