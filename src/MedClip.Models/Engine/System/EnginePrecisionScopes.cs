using TorchSharp;

namespace MedClip.Models;

/// <summary>Mixed precision by libtorch's own autocast.</summary>
internal sealed class EnginePrecisionScopes : IPrecisionScopes
{
    public bool SupportsBFloat16 => true;

    public string? Limitation => null;

    public IDisposable EnterBFloat16(torch.Device? device) => MedClip.Torch.Autocast.Enter(torch.ScalarType.BFloat16, device);

    public IDisposable? EnterFloat32(torch.Device? device) => MedClip.Torch.Autocast.IsEnabled(device) ? MedClip.Torch.Autocast.Disable(device) : null;
}
