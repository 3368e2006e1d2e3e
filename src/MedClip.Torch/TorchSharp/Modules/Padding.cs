namespace TorchSharp;

/// <summary>Padding of a convolution by what it does to the size.</summary>
public enum Padding
{
    /// <summary>No padding: the output shrinks by the kernel less one.</summary>
    Valid = 0,

    /// <summary>As much padding as keeps the size (stride 1 only).</summary>
    Same = 1,
}
