using TorchSharp;

namespace MedClip.Models;

/// <summary>Mixed precision by libtorch's own autocast.</summary>
internal sealed class EnginePrecisionScopes : IPrecisionScopes
{
    public bool SupportsAutocast => true;

    public string? Limitation => null;

    public torch.ScalarType? Lower(torch.Device device) => MedClip.Torch.Autocast.TypeOn(device);

    public IDisposable Enter(torch.ScalarType type, torch.Device? device) => MedClip.Torch.Autocast.Enter(type, device);

    public IDisposable? EnterFloat32(torch.Device? device) => MedClip.Torch.Autocast.IsEnabled(device) ? MedClip.Torch.Autocast.Disable(device) : null;
}
