using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Resamples the last dimensions to another size.</summary>
            /// <param name="x">(N, C, W), (N, C, H, W) or (N, C, D, H, W).</param>
            /// <param name="size">The new size; this or <paramref name="scale_factor"/>.</param>
            /// <param name="scale_factor">A factor for each dimension, or one for all.</param>
            /// <param name="mode">How values between pixels are found.</param>
            /// <param name="align_corners">Linear and cubic modes: whether the corner pixels' centres, not their outer edges, coincide.</param>
            /// <param name="recompute_scale_factor">Whether the factor used is the ratio of the whole sizes rather than the one given.</param>
            /// <param name="antialias">Bilinear and bicubic modes: whether shrinking averages over the pixels that fall together.</param>
            /// <exception cref="ArgumentException">Neither or both of size and factor, or a mode that does not fit the dimensions.</exception>
            public static Tensor interpolate(
                Tensor x,
                long[]? size = null,
                double[]? scale_factor = null,
                InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null,
                bool recompute_scale_factor = false,
                bool antialias = false)
            {
                ArgumentNullException.ThrowIfNull(x);
                long[] shape = x.shape;
                int spatial = shape.Length - 2;
                if (size is null == scale_factor is null)
                {
                    throw new ArgumentException("give either a size or a scale factor", nameof(size));
                }
                size = PerDimension(size, spatial, nameof(size));
                scale_factor = PerDimension(scale_factor, spatial, nameof(scale_factor));
                if (scale_factor is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                {
                    size = [.. scale_factor.Select((factor, i) => (long)Math.Floor(shape[i + 2] * factor))];
                    scale_factor = null;
                }
                bool align = align_corners ?? false;
                return (mode, spatial) switch
                {
                    (InterpolationMode.Area, 1) => NnOp.AdaptiveAvgPool1d.Call(x, size),
                    (InterpolationMode.Area, 2) => NnOp.AdaptiveAvgPool2d.Call(x, size),
                    (InterpolationMode.Area, 3) => NnOp.AdaptiveAvgPool3d.Call(x, size),
                    (InterpolationMode.Nearest, >= 1 and <= 3) => UpsampleOp.Nearest[spatial - 1].Call(x, size, scale_factor),
                    (InterpolationMode.NearestExact, >= 1 and <= 3) => UpsampleOp.NearestExact[spatial - 1].Call(x, size, scale_factor),
                    (InterpolationMode.Linear, 1) => UpsampleOp.Linear1d.Call(x, size, align, scale_factor),
                    (InterpolationMode.Bilinear, 2) when antialias => UpsampleOp.Bilinear2dAntialias.Call(x, size, align, scale_factor),
                    (InterpolationMode.Bicubic, 2) when antialias => UpsampleOp.Bicubic2dAntialias.Call(x, size, align, scale_factor),
                    (InterpolationMode.Bilinear, 2) => UpsampleOp.Bilinear2d.Call(x, size, align, scale_factor),
                    (InterpolationMode.Bicubic, 2) => UpsampleOp.Bicubic2d.Call(x, size, align, scale_factor),
                    (InterpolationMode.Trilinear, 3) => UpsampleOp.Trilinear3d.Call(x, size, align, scale_factor),
                    _ => throw new ArgumentException($"mode {mode} does not fit an input of {shape.Length} dimensions", nameof(mode)),
                };
            }

            private static T[]? PerDimension<T>(T[]? values, int dimensions, string parameter) =>
                values is null || values.Length == dimensions ? values
                : values.Length == 1 ? [.. Enumerable.Repeat(values[0], dimensions)]
                : throw new ArgumentException($"{values.Length} values for {dimensions} dimensions", parameter);
        }
    }

    private static class UpsampleOp
    {
        public static readonly Op[] Nearest = [new("aten::upsample_nearest1d.vec"), new("aten::upsample_nearest2d.vec"), new("aten::upsample_nearest3d.vec")];
        public static readonly Op[] NearestExact =
            [new("aten::_upsample_nearest_exact1d.vec"), new("aten::_upsample_nearest_exact2d.vec"), new("aten::_upsample_nearest_exact3d.vec")];

        public static readonly Op Linear1d = new("aten::upsample_linear1d.vec");
        public static readonly Op Bilinear2d = new("aten::upsample_bilinear2d.vec");
        public static readonly Op Bicubic2d = new("aten::upsample_bicubic2d.vec");
        public static readonly Op Trilinear3d = new("aten::upsample_trilinear3d.vec");
        public static readonly Op Bilinear2dAntialias = new("aten::_upsample_bilinear2d_aa.vec");
        public static readonly Op Bicubic2dAntialias = new("aten::_upsample_bicubic2d_aa.vec");
    }
}
