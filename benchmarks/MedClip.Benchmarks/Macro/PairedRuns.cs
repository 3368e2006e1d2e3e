using MedClip.Benchmarks.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Macro;

/// <summary><c>./build.sh bench pairs</c>: small comparisons, each against the straightforward way of doing the same.</summary>
internal static class PairedRuns
{
    public static void Run(ResultRows results)
    {
        ClassScores(results);
        MatrixProducts(results);
    }

    // Class embeddings averaged once, or every prompt compared anew.
    private static void ClassScores(ResultRows results)
    {
        const int Films = 64, Classes = 5, Prompts = 10, Width = 512;
        using Tensor films = randn(Films, Width), prompts = randn(Classes * Prompts, Width), classes = prompts.view(Classes, Prompts, Width).mean([1L]);
        Turns turns = Turns.Take(results.Effort.Of(101, 1), () => films.matmul(classes.t()), () => films.matmul(prompts.t()).view(Films, Classes, Prompts).mean([2L]));
        results.Add("pairs/class-scores", turns.Ratio(1, 0), FormattableString.Invariant($"ours {turns[0]:0.000} ms"));
    }

    // The precision scope's worth on this machine.
    private static void MatrixProducts(ResultRows results)
    {
        int size = results.Effort.Of(1024, 64);
        using Tensor a = randn(size, size), b = randn(size, size), a16 = a.to(ScalarType.BFloat16), b16 = b.to(ScalarType.BFloat16);
        Turns turns = Turns.Take(results.Effort.Of(21, 1), () => a16.matmul(b16), () => a.matmul(b));
        results.Add("pairs/bf16-product", turns.Ratio(1, 0), FormattableString.Invariant($"bfloat16 {turns[0]:0.0} ms"));
    }
}
