using TorchSharp;

namespace MedClip.Models;

/// <summary>TorchSharp has no autocast (dotnet/TorchSharp#899): everything is computed in float32.</summary>
internal sealed class EnginePrecisionScopes : IPrecisionScopes
{
    public bool SupportsAutocast => false;

    public string? Limitation => "TorchSharp has no autocast, so the NuGet engine computes in float32; the System engine computes in bfloat16.";

    public torch.ScalarType? Lower(torch.Device device) => null;

    public IDisposable Enter(torch.ScalarType type, torch.Device? device) => throw new NotSupportedException(Limitation);

    public IDisposable? EnterFloat32(torch.Device? device) => null;
}
