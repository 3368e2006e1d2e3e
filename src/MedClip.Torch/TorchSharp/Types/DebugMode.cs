namespace TorchSharp;

/// <summary>What happens when an operator has no deterministic form.</summary>
public enum DebugMode
{
    /// <summary>Nothing.</summary>
    @default = 0,

    /// <summary>A warning.</summary>
    warn = 1,
}
