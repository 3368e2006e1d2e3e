namespace TorchSharp;

public static partial class torch
{
    /// <summary>How an image is resampled.</summary>
    public enum InterpolationMode
    {
        /// <summary>The nearest sample, as PyTorch always did.</summary>
        Nearest = 0,

        /// <summary>Linearly, 3-D input.</summary>
        Linear = 1,

        /// <summary>Linearly in two dimensions.</summary>
        Bilinear = 2,

        /// <summary>Cubically in two dimensions.</summary>
        Bicubic = 3,

        /// <summary>Linearly in three dimensions.</summary>
        Trilinear = 4,

        /// <summary>The mean of the covered area.</summary>
        Area = 5,

        /// <summary>The nearest sample, as image libraries do.</summary>
        NearestExact = 6,
    }
}
