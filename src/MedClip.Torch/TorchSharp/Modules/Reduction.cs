namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What a loss does with the values of a batch.</summary>
        public enum Reduction
        {
            /// <summary>Returns them all.</summary>
            None = 0,

            /// <summary>Averages them.</summary>
            Mean = 1,

            /// <summary>Adds them up.</summary>
            Sum = 2,
        }
    }

    /// <summary>How <see cref="nn.Upsample"/> finds values between pixels.</summary>
    public enum UpsampleMode
    {
        /// <summary>The nearest pixel.</summary>
        Nearest = 0,

        /// <summary>Linear, for (N, C, W).</summary>
        Linear = 1,

        /// <summary>Bilinear, for (N, C, H, W).</summary>
        Bilinear = 2,

        /// <summary>Bicubic, for (N, C, H, W).</summary>
        Bicubic = 3,

        /// <summary>Trilinear, for (N, C, D, H, W).</summary>
        Trilinear = 4,
    }
}
