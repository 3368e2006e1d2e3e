namespace MedClip.Models;

/// <summary>What differs between the engines in mixed precision.</summary>
internal interface IPrecisionScopes
{
    /// <summary>Whether this engine has autocast.</summary>
    bool SupportsAutocast { get; }

    /// <summary>Why it has none, and what happens instead; null when it has.</summary>
    string? Limitation { get; }

    /// <summary>The type that autocast computes in on this thread; null where it is off.</summary>
    TorchSharp.torch.ScalarType? Lower(TorchSharp.torch.Device device);

    /// <summary>Enters autocast on this thread until disposed.</summary>
    IDisposable Enter(TorchSharp.torch.ScalarType type, TorchSharp.torch.Device? device);

    /// <summary>Switches autocast off on this thread until disposed; null when there is none to switch off.</summary>
    IDisposable? EnterFloat32(TorchSharp.torch.Device? device);
}
