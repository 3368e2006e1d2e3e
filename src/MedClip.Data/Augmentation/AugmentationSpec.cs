namespace MedClip.Data;

/// <summary>The random changes of training films: one affine warp and one intensity map.</summary>
public sealed record AugmentationSpec
{
    /// <summary>The side that the canvas is scaled to before cropping, as a ratio of the input's side; at least 1 (256/224 in paper §4.2).</summary>
    public double ResizeRatio { get; init; } = 1;

    /// <summary>The chance of a left–right flip, 0…1.</summary>
    public double FlipProbability { get; init; }

    /// <summary>The largest turn to either side, in degrees, 0…180.</summary>
    public double MaxRotation { get; init; }

    /// <summary>The largest shift along either axis as a share of the side, 0…1.</summary>
    public double MaxTranslation { get; init; }

    /// <summary>The smallest scale, above 0.</summary>
    public double MinScale { get; init; } = 1;

    /// <summary>The largest scale.</summary>
    public double MaxScale { get; init; } = 1;

    /// <summary>Brightness and contrast factors are drawn from [1 − this, 1 + this]; 0…1.</summary>
    public double Jitter { get; init; }

    /// <summary>Whether the affine change comes after resize and crop (paper) or before (released code).</summary>
    public bool CropFirst { get; init; } = true;

    /// <summary>The centre of the crop instead of a random place.</summary>
    public bool CentreCrop { get; init; }

    /// <summary>No change at all.</summary>
    public static AugmentationSpec None { get; } = new();

    /// <summary>The paper's (§4.2): scale to 256/224, random crop, flip, brightness and contrast in [.8, 1.2], ±10°, ±.0625, scale .8–1.1.</summary>
    public static AugmentationSpec Paper { get; } = new()
    {
        ResizeRatio = 256.0 / 224, FlipProbability = 0.5, MaxRotation = 10, MaxTranslation = 0.0625, MinScale = 0.8, MaxScale = 1.1, Jitter = 0.2,
    };

    /// <summary>The released code's: the same draws, the affine change on the canvas before resize and crop.</summary>
    public static AugmentationSpec Reference { get; } = Paper with { CropFirst = false };

    /// <summary>Ours: no crop that may cut the costophrenic angles away, milder scales, the same jitter.</summary>
    public static AugmentationSpec Default { get; } = new()
    {
        FlipProbability = 0.5, MaxRotation = 10, MaxTranslation = 0.0625, MinScale = 0.9, MaxScale = 1.15, Jitter = 0.2,
    };

    /// <summary>Whether nothing is ever changed.</summary>
    public bool IsIdentity => this with { CropFirst = None.CropFirst, CentreCrop = None.CentreCrop } == None;

    /// <summary>Checks the values.</summary>
    /// <exception cref="InvalidInputException">One is out of its range; all that are wrong are named.</exception>
    public void Validate()
    {
        var wrong = new List<string>();
        Require(ResizeRatio is >= 1 and <= 8, $"ResizeRatio must be 1 to 8, not {ResizeRatio}");
        Require(FlipProbability is >= 0 and <= 1, $"FlipProbability must be 0 to 1, not {FlipProbability}");
        Require(MaxRotation is >= 0 and <= 180, $"MaxRotation must be 0 to 180 degrees, not {MaxRotation}");
        Require(MaxTranslation is >= 0 and <= 1, $"MaxTranslation must be 0 to 1, not {MaxTranslation}");
        Require(MinScale > 0 && MinScale <= MaxScale && MaxScale <= 8, $"MinScale and MaxScale must be 0 < min <= max <= 8, not {MinScale} and {MaxScale}");
        Require(Jitter is >= 0 and <= 1, $"Jitter must be 0 to 1, not {Jitter}");
        if (wrong.Count > 0)
        {
            throw new InvalidInputException($"The augmentation is wrong: {string.Join("; ", wrong)}.");
        }

        void Require(bool fits, string otherwise)
        {
            if (!fits)
            {
                wrong.Add(otherwise);
            }
        }
    }
}
