using TorchSharp;

namespace MedClip.Cli;

/// <summary>TorchSharp with the libtorch of its packages.</summary>
internal sealed class EngineCheck : IDoctorCheck
{
    public IEnumerable<DoctorFinding> Examine()
    {
        try
        {
            using torch.Tensor one = torch.ones(2, 2);
            using torch.Tensor product = one.matmul(one);
            bool isCorrect = product.sum().ToSingle() == 8f;
            return
            [
                DoctorFinding.Good("TorchSharp", $"{typeof(torch).Assembly.GetName().Version}, libtorch {torch.__version__}"),
                isCorrect
                    ? DoctorFinding.Good("matrix product", $"correct, {torch.get_num_threads()} threads")
                    : DoctorFinding.Missing("matrix product", "wrong", "reinstall the TorchSharp packages"),
                DoctorFinding.Good("CUDA devices", $"{(torch.cuda.is_available() ? torch.cuda.device_count() : 0)}"),
            ];
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException or NotSupportedException)
        {
            return [DoctorFinding.Missing("TorchSharp", error.GetBaseException().Message, "add the package TorchSharp-cpu, or TorchSharp-cuda-windows")];
        }
    }
}
