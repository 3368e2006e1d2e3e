namespace MedClip.Torch.Tests;

/// <summary>The levels of instructions that this processor has. Which is used is one setting of the process: tests that change it run one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class KernelLevels
{
    public const string Name = "kernel levels";

    public static IReadOnlyList<string> Here { get; } = [.. new[] { "plain", "avx2", "avx512" }.Where(Has)];

    public static IDisposable Use(string level)
    {
        FusedKernels.Use(level);
        FusedKernels.Level.ShouldBe(level);
        return new Back();
    }

    private static bool Has(string level)
    {
        try
        {
            FusedKernels.Use(level);
            FusedKernels.Use(null);
            return true;
        }
        catch (System.Runtime.InteropServices.ExternalException)
        {
            return false;
        }
    }

    private sealed class Back : IDisposable
    {
        public void Dispose() => FusedKernels.Use(null);
    }
}
