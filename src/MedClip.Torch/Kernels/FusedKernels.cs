using System.Runtime.InteropServices;
using System.Text;

namespace MedClip.Torch;

/// <summary>
/// Kernels of this library that do in one pass what takes libtorch several operators. Each has a twin of plain operators, which is computed where there is no kernel (CUDA, other
/// types), where <c>MEDCLIP_KERNELS=off</c> is set, and within <see cref="Disable"/>.
/// </summary>
public static unsafe class FusedKernels
{
    private static readonly bool Wanted = Environment.GetEnvironmentVariable("MEDCLIP_KERNELS") != "off";

    [ThreadStatic]
    private static int disabled;

    /// <summary>Whether kernels are used on the calling thread.</summary>
    public static bool AreEnabled => Wanted && disabled == 0;

    /// <summary>The instructions that the kernels were chosen for: <c>avx512</c>, <c>avx2</c> or <c>plain</c>.</summary>
    /// <exception cref="TorchLoadException">libtorch could not be loaded.</exception>
    public static string Level => NativeApi.Text(TorchRuntime.Api.KernelLevel());

    /// <summary>Takes the kernels of another level, in the whole process.</summary>
    /// <param name="level">As <see cref="Level"/>; null for the highest that the processor has.</param>
    /// <exception cref="ExternalException">The processor has no such instructions.</exception>
    internal static void Use(string? level)
    {
        NativeApi api = TorchRuntime.Api;
        if (level is null)
        {
            api.Check(api.KernelUse(null));
            return;
        }

        fixed (byte* name = Encoding.UTF8.GetBytes(level + '\0'))
        {
            api.Check(api.KernelUse(name));
        }
    }

    /// <summary>Computes by plain operators, on the calling thread, until the returned scope is disposed on that thread.</summary>
    public static IDisposable Disable() => new Scope();

    private sealed class Scope : IDisposable
    {
        private readonly int thread = Environment.CurrentManagedThreadId;
        private bool left;

        public Scope() => disabled++;

        public void Dispose()
        {
            if (!left)
            {
                ThreadBound.Require(thread, "plain operators");
                left = true;
                disabled--;
            }
        }
    }
}
