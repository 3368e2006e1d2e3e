using System.Text;

namespace MedClip.Torch;

/// <summary>What was found when libtorch was loaded: for <c>medclip doctor</c>, logs and run records.</summary>
public sealed record TorchDescription
{
    /// <summary>The version of libtorch.</summary>
    public required string TorchVersion { get; init; }

    /// <summary>The file of libtorch's processor part.</summary>
    public required string TorchPath { get; init; }

    /// <summary>The file that reaches it.</summary>
    public required string NativeLibraryPath { get; init; }

    /// <summary>What does the matrix products: OpenBLAS with its configuration, MKL, or the reference BLAS.</summary>
    public required string Blas { get; init; }

    /// <summary>The file of the BLAS; empty where it is part of libtorch.</summary>
    public required string BlasPath { get; init; }

    /// <summary>What to do about a slow BLAS; null if it is a good one.</summary>
    public required string? BlasRemedy { get; init; }

    /// <summary>Threads an operation uses.</summary>
    public required int Threads { get; init; }

    /// <summary>Cores this process may use.</summary>
    public required int Cores { get; init; }

    /// <summary>Whether the processor multiplies bfloat16 (AVX512-BF16).</summary>
    public required bool HasAvx512BFloat16 { get; init; }

    /// <summary>Whether the processor has bfloat16 tiles (AMX).</summary>
    public required bool HasAmx { get; init; }

    /// <summary>CUDA devices that can be used.</summary>
    public required int CudaDevices { get; init; }

    /// <summary>Settings made at load: threads, denormals, malloc, OpenMP.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>Operators this libtorch lacks.</summary>
    public required IReadOnlyList<MissingOperator> MissingOperators { get; init; }

    /// <summary>The paths tried while loading.</summary>
    public required IReadOnlyList<LoadAttempt> Attempts { get; init; }

    /// <summary>The precision that <c>auto</c> stands for on this processor: bf16 where it has instructions for it, else fp32.</summary>
    public string AutomaticPrecision => HasAvx512BFloat16 || HasAmx ? "bf16" : "fp32";

    /// <summary>The description as lines of text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"libtorch {TorchVersion} ({TorchPath})");
        text.AppendLine($"reached through {NativeLibraryPath}");
        text.AppendLine($"BLAS {Blas}{(BlasPath.Length > 0 ? $" ({BlasPath})" : "")}");
        if (BlasRemedy is not null)
        {
            text.AppendLine($"  {BlasRemedy}");
        }
        text.AppendLine($"threads {Threads} of {Cores} cores; CUDA devices {CudaDevices}");
        text.AppendLine($"bf16: {(HasAmx ? "AMX" : HasAvx512BFloat16 ? "AVX512-BF16" : "no instructions")}; automatic precision {AutomaticPrecision}");
        text.AppendLine($"set: {string.Join("; ", Settings)}");
        foreach (MissingOperator missing in MissingOperators)
        {
            text.AppendLine($"lacks {missing.Name}: {missing.Replacement ?? "no replacement"}");
        }
        return text.ToString();
    }
}
