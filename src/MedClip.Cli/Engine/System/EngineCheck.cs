using MedClip.Torch;

namespace MedClip.Cli;

/// <summary>libtorch as it was found on this machine: version, path, BLAS, threads, precision, operators.</summary>
internal sealed class EngineCheck : IDoctorCheck
{
    public IEnumerable<DoctorFinding> Examine()
    {
        try
        {
            TorchDescription torch = TorchRuntime.Describe();
            return [.. Described(torch), Product(TorchRuntime.CheckGemm()), .. Operators(torch)];
        }
        catch (TorchLoadException error)
        {
            return [DoctorFinding.Missing("libtorch", error.Message.ReplaceLineEndings(" "), "./build.sh deps && ./build.sh build (libtorch-dev, libopenblas0-openmp)")];
        }
    }

    private static IEnumerable<DoctorFinding> Described(TorchDescription torch)
    {
        yield return DoctorFinding.Good("libtorch", $"{torch.TorchVersion}, {torch.TorchPath}");
        yield return DoctorFinding.Good("libmedclip_torch", torch.NativeLibraryPath);
        string blas = torch.BlasPath.Length > 0 ? $"{torch.Blas}, {torch.BlasPath}" : torch.Blas;
        yield return torch.BlasRemedy is { } remedy ? DoctorFinding.Missing("BLAS", blas, remedy) : DoctorFinding.Good("BLAS", blas);
        yield return DoctorFinding.Good("threads", $"{torch.Threads} of {torch.Cores} cores");
        yield return DoctorFinding.Good("bf16", torch.HasAmx ? "AMX" : torch.HasAvx512BFloat16 ? "AVX512-BF16, no AMX" : "no instructions");
        yield return DoctorFinding.Good("CUDA devices", $"{torch.CudaDevices}");
        yield return DoctorFinding.Good("settings", string.Join("; ", torch.Settings));
    }

    private static DoctorFinding Product(GemmCheck gemm)
    {
        string found = FormattableString.Invariant($"{gemm.Size} x {gemm.Size}: error {gemm.LargestError:0.0e+0} against double, {gemm.GigaFlops:0} GFLOP/s on {gemm.Threads} threads");
        return !gemm.IsCorrect ? DoctorFinding.Missing("matrix product", found, "another BLAS: apt-get install libopenblas0-openmp")
            : gemm.IsFast ? DoctorFinding.Good("matrix product", found)
            : DoctorFinding.Advice("matrix product", found, "slow: a busy machine, or a BLAS that is not optimised (libopenblas0-openmp)");
    }

    private static IEnumerable<DoctorFinding> Operators(TorchDescription torch) => torch.MissingOperators.Select(missing => missing.Replacement is { } replacement
        ? DoctorFinding.Good("operator", $"{missing.Name}: {replacement}")
        : DoctorFinding.Advice("operator", $"{missing.Name} is not in this libtorch", "calls of it fail; a newer libtorch has it"));
}
