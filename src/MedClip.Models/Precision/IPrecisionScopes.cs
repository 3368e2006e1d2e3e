namespace MedClip.Models;

/// <summary>What differs between the engines in mixed precision.</summary>
internal interface IPrecisionScopes
{
    /// <summary>Whether this engine can autocast to bfloat16.</summary>
    bool SupportsBFloat16 { get; }

    /// <summary>Why it cannot, and what happens instead; null when it can.</summary>
    string? Limitation { get; }

    /// <summary>Enters autocast on this thread until disposed.</summary>
    IDisposable EnterBFloat16(TorchSharp.torch.Device? device);

    /// <summary>Switches autocast off on this thread until disposed; null when there is none to switch off.</summary>
    IDisposable? EnterFloat32(TorchSharp.torch.Device? device);
}
