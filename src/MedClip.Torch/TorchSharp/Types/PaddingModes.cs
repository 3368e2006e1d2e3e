namespace TorchSharp;

/// <summary>How a border is filled.</summary>
public enum PaddingModes
{
    /// <summary>With zeros.</summary>
    Zeros = 0,

    /// <summary>Mirrored, without repeating the edge.</summary>
    Reflect = 1,

    /// <summary>With the edge.</summary>
    Replicate = 2,

    /// <summary>From the other side.</summary>
    Circular = 3,

    /// <summary>With a constant.</summary>
    Constant = 4,
}
