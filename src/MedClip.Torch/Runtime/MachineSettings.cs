using System.Globalization;
using System.Runtime.InteropServices;

namespace MedClip.Torch;

/// <summary>
/// What is set before and just after libtorch is loaded, each with a way to say otherwise. The environment must be set
/// natively and first: libgomp reads it when it is loaded, and .NET's own setter does not reach it.
/// </summary>
internal sealed unsafe partial class MachineSettings(Func<string, string?> environment)
{
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MmapThreshold = -3;
    private const int MmapMax = -4;
    private readonly List<string> applied = [];

    /// <summary>What was done, one sentence each.</summary>
    public IReadOnlyList<string> Applied => applied;

    /// <summary>Sets what must precede libgomp and the first large allocation.</summary>
    public void BeforeLoading()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        // A waiting worker that spins takes a core from the image decoders.
        if (environment("GOMP_SPINCOUNT") is { } spin)
        {
            applied.Add($"GOMP_SPINCOUNT={spin} (from the environment)");
        }
        else if (SetEnvironment("GOMP_SPINCOUNT", "1000", 0) == 0)
        {
            applied.Add("GOMP_SPINCOUNT=1000");
        }
        // With its own setter libtorch starts another pool as well, whose threads spin: some 80 ms of processor time until a first result.
        _ = SetEnvironment("OMP_NUM_THREADS", ThreadCount().ToString(CultureInfo.InvariantCulture), 0);
        TuneAllocator();
    }

    /// <summary>Sets threads and denormals in the loaded library.</summary>
    public void AfterLoading(NativeApi api)
    {
        int threads = ThreadCount();
        api.Check(api.SetThreads(threads));
        applied.Add($"threads={threads}");
        applied.Add(environment("MEDCLIP_KERNELS") == "off" ? "no kernels (MEDCLIP_KERNELS=off)" : $"kernels for {NativeApi.Text(api.KernelLevel())}");
        if (environment("MEDCLIP_KERNELS") != "off" && api.LinearDetours() != 0)
        {
            applied.Add("float32 layers by oneDNN (BLAS computes without AVX-512)");
        }

        if (environment("MEDCLIP_DENORMALS") == "keep")
        {
            applied.Add("denormals kept (MEDCLIP_DENORMALS=keep)");
            return;
        }
        int supported;
        api.Check(api.FlushDenormals(1, &supported));
        applied.Add(supported != 0 ? "denormals flushed to zero" : "denormals kept (this processor cannot flush them)");
    }

    private int ThreadCount()
    {
        foreach (string name in (string[])["MEDCLIP_THREADS", "OMP_NUM_THREADS"])
        {
            if (int.TryParse(environment(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int wanted) && wanted > 0)
            {
                return wanted;
            }
        }
        return Environment.ProcessorCount;
    }

    // glibc gives large blocks back to the kernel at each free, and pays for the page faults again at the next step.
    private void TuneAllocator()
    {
        if (environment("MEDCLIP_MALLOC") == "default")
        {
            applied.Add("malloc left as it is (MEDCLIP_MALLOC=default)");
            return;
        }
        try
        {
            bool done = AllocatorOption(MmapThreshold, 1 << 30) != 0;
            done &= AllocatorOption(TrimThreshold, 1 << 30) != 0;
            done &= AllocatorOption(TopPad, 64 << 20) != 0;
            done &= AllocatorOption(MmapMax, 0) != 0;
            applied.Add(done ? "malloc keeps large blocks" : "malloc took only some of the settings");
        }
        catch (EntryPointNotFoundException)
        {
            applied.Add("malloc left as it is (this C library has no mallopt)");
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int AllocatorOption(int option, int value);
}
