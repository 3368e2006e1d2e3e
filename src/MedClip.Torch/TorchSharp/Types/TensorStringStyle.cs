namespace TorchSharp;

/// <summary>How tensors are written as text.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, type and device only.</summary>
    Metadata = 0,

    /// <summary>As Julia prints arrays.</summary>
    Julia = 1,

    /// <summary>As NumPy prints arrays.</summary>
    Numpy = 2,

    /// <summary>As a C# array initialiser.</summary>
    CSharp = 3,

    /// <summary>The style chosen in <c>torch.set_printoptions</c>.</summary>
    Default = 4,
}
