using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Macro;

/// <summary>The paired comparisons, each against the straightforward way of doing the same.</summary>
public static class PairedRuns
{
    public static IEnumerable<PairedRun> All()
    {
        yield return ClassScores();
        yield return MatrixProducts();
    }

    /// <summary>Scores of 64 films for 5 findings with 10 prompts each: class embeddings averaged once, or every prompt compared anew.</summary>
    private static PairedRun ClassScores()
    {
        const int Films = 64, Classes = 5, Prompts = 10, Width = 512;
        Tensor films = randn(Films, Width);
        Tensor prompts = randn(Classes * Prompts, Width);
        Tensor classes = prompts.view(Classes, Prompts, Width).mean([1L]);
        return new PairedRun(
            "zero-shot scores, 64 films × 5 findings × 10 prompts: cached class embeddings ÷ every prompt",
            () =>
            {
                using DisposeScope scope = NewDisposeScope();
                films.matmul(classes.t());
            },
            () =>
            {
                using DisposeScope scope = NewDisposeScope();
                films.matmul(prompts.t()).view(Films, Classes, Prompts).mean([2L]);
            },
            rounds: 101);
    }

    /// <summary>The precision scope's worth on this machine: a product in bfloat16 or in float32.</summary>
    private static PairedRun MatrixProducts()
    {
        Tensor a = randn(1024, 1024);
        Tensor b = randn(1024, 1024);
        Tensor a16 = a.to(ScalarType.BFloat16);
        Tensor b16 = b.to(ScalarType.BFloat16);
        return new PairedRun(
            "1024³ matrix product: bfloat16 ÷ float32",
            () => a16.matmul(b16).Dispose(),
            () => a.matmul(b).Dispose(),
            rounds: 21);
    }
}
