namespace MedClip.Data;

/// <summary>The parameters drawn for one film.</summary>
/// <param name="Flip">Whether left and right change places.</param>
/// <param name="Brightness">The factor of all values.</param>
/// <param name="Contrast">The factor of the distance to the film's mean.</param>
/// <param name="BrightnessFirst">Whether brightness comes before contrast.</param>
/// <param name="Angle">Degrees; positive turns clockwise on the screen.</param>
/// <param name="TranslateX">The shift to the right as a share of the side.</param>
/// <param name="TranslateY">The shift downwards as a share of the side.</param>
/// <param name="Scale">The magnification.</param>
/// <param name="CropX">The place of the crop: 0 at the left edge, 1 at the right.</param>
/// <param name="CropY">The place of the crop: 0 at the top, 1 at the bottom.</param>
public readonly record struct AugmentationDraw(
    bool Flip, double Brightness, double Contrast, bool BrightnessFirst, double Angle, double TranslateX, double TranslateY, double Scale, double CropX, double CropY)
{
    /// <summary>No change.</summary>
    public static AugmentationDraw Identity { get; } = new(false, 1, 1, true, 0, 0, 0, 1, 0.5, 0.5);

    /// <summary>Draws from a sample's own stream, always the same count of numbers, so that one option does not move another's draws.</summary>
    /// <param name="spec">The ranges.</param>
    /// <param name="seed">The stream of the sample, e.g. <c>seeds.For("augmentation").At(epoch).At(index)</c>.</param>
    public static AugmentationDraw Draw(AugmentationSpec spec, SeedSequence seed)
    {
        ArgumentNullException.ThrowIfNull(spec);
        SplitMix64 random = seed.ToRandom();
        bool flip = random.NextDouble() < spec.FlipProbability;
        double brightness = random.NextDouble(1 - spec.Jitter, 1 + spec.Jitter);
        double contrast = random.NextDouble(1 - spec.Jitter, 1 + spec.Jitter);
        bool brightnessFirst = random.NextDouble() < 0.5;
        double angle = random.NextDouble(-spec.MaxRotation, spec.MaxRotation);
        double x = random.NextDouble(-spec.MaxTranslation, spec.MaxTranslation);
        double y = random.NextDouble(-spec.MaxTranslation, spec.MaxTranslation);
        double scale = random.NextDouble(spec.MinScale, spec.MaxScale);
        double cropX = random.NextDouble();
        double cropY = random.NextDouble();
        return new AugmentationDraw(
            flip, brightness, contrast, brightnessFirst, angle, x, y, scale, spec.CentreCrop ? 0.5 : cropX, spec.CentreCrop ? 0.5 : cropY);
    }
}
