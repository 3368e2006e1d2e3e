namespace TorchSharp;

/// <summary>Reductions of scatter and index operations.</summary>
public enum Reduce
{
    /// <summary>Product.</summary>
    prod = 0,

    /// <summary>Mean.</summary>
    mean = 1,

    /// <summary>Largest.</summary>
    amax = 2,

    /// <summary>Smallest.</summary>
    amin = 3,
}
