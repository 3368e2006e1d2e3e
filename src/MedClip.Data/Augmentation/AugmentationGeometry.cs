namespace MedClip.Data;

/// <summary>Composes pad, resize, crop, flip, rotate, scale and translate into one matrix.</summary>
internal static class AugmentationGeometry
{
    /// <summary>The place in the film that each place of the output comes from.</summary>
    /// <param name="spec">The augmentation.</param>
    /// <param name="draw">Its parameters.</param>
    /// <param name="width">The film's width.</param>
    /// <param name="height">The film's height.</param>
    /// <param name="size">The side of the output.</param>
    /// <param name="canvas">The side of the black square that the film sits in the middle of.</param>
    public static AffineMatrix OutputToFilm(AugmentationSpec spec, AugmentationDraw draw, int width, int height, int size, int canvas)
    {
        double resized = size * spec.ResizeRatio;
        AffineMatrix pad = AffineMatrix.Translate((canvas - width) / 2, (canvas - height) / 2);
        AffineMatrix resize = AffineMatrix.Scale(resized / canvas);
        AffineMatrix crop = AffineMatrix.Translate(-draw.CropX * (resized - size), -draw.CropY * (resized - size));
        AffineMatrix result = spec.CropFirst
            ? pad.Then(resize).Then(crop).Then(FlipOn(size)).Then(AffineOn(size))
            : pad.Then(FlipOn(canvas)).Then(AffineOn(canvas)).Then(resize).Then(crop);
        return result.Inverse();

        AffineMatrix FlipOn(double side) => draw.Flip ? AffineMatrix.Flip(side) : AffineMatrix.Scale(1);

        AffineMatrix AffineOn(double side) =>
            AffineMatrix.Similarity(draw.Angle, draw.Scale, draw.TranslateX * side, draw.TranslateY * side, side);
    }
}
