namespace MedClip.Data;

/// <summary>
/// Makes the model's input of a decoded film: 8 bits, a square, float32 by table look-up. May be used from
/// several threads at once. The two released paths are bit-exact with Pillow's arithmetic.
/// </summary>
public sealed class ImagePreprocessor
{
    private readonly float[] table;
    private readonly ShrinkWeightsCache shrinkWeights = new();

    /// <summary>Creates a preprocessor.</summary>
    /// <param name="spec">Size, normalisation and path.</param>
    /// <exception cref="InvalidInputException">A value of the spec is out of its range.</exception>
    public ImagePreprocessor(PreprocessingSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Validate();
        Spec = spec;
        table = NormalisationTable.Create(spec);
    }

    /// <summary>Size, normalisation and path.</summary>
    public PreprocessingSpec Spec { get; }

    /// <summary>The normalised value of each grey level, 0…255.</summary>
    public ReadOnlySpan<float> Levels => table;

    /// <summary>The longer side that a film needs at least, so that decoding a large JPEG at a reduced size loses nothing to see; 0 = full size.</summary>
    public int LeastDecodedSide => Spec.Path == PreprocessingPath.Default ? Spec.Size * 3 / 2 : 0;

    /// <summary>The longest side that a film keeps for augmentation: 8/7 of the input's, the paper's 256 for 224.</summary>
    public int WorkingSide => ((Spec.Size * 8) + 6) / 7;

    /// <summary>Makes the model's input.</summary>
    /// <param name="image">A decoded film, 8 or 16 bits.</param>
    /// <param name="destination">Receives C × H × W numbers, at least <see cref="PreprocessingSpec.Length"/>.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void Apply(PixelImage image, Span<float> destination) => Normalise(ToModelInput(image), destination);

    /// <summary>The model's input before normalisation: size × size pixels of 8 bits.</summary>
    /// <param name="image">A decoded film, 8 or 16 bits.</param>
    public PixelImage ToModelInput(PixelImage image)
    {
        PixelImage film = ToEightBits(image);
        PixelImage input = Spec.Path switch
        {
            PreprocessingPath.Processor => Resampler.ResizePadded(film, CanvasSide(film), Spec.Size, ResampleFilter.Bicubic),
            PreprocessingPath.Evaluation => Resampler.ResizePadded(film, CanvasSide(film), Spec.Size, ResampleFilter.Bilinear),
            _ => Canvas.Pad(Fitted(film), Spec.Size),
        };
        return image.Provenance is null ? input : input.With(film.Provenance!.Then("preprocess", $"{Spec.Path}: {film.Width} x {film.Height} to {Spec.Size} x {Spec.Size}"));
    }

    /// <summary>The film as augmentation starts from it: 8 bits, its longer side at most <see cref="WorkingSide"/>; small enough to keep in memory.</summary>
    /// <param name="image">A decoded film, 8 or 16 bits.</param>
    public PixelImage ToWorkingFilm(PixelImage image)
    {
        PixelImage film = ToEightBits(image);
        if (Math.Max(film.Width, film.Height) <= WorkingSide)
        {
            return film;
        }

        (int width, int height) = Canvas.Fit(film, WorkingSide);
        return FilmShrink.Resize(film, shrinkWeights.Of(film.Width, width), shrinkWeights.Of(film.Height, height));
    }

    /// <summary>Writes the normalised values of a square that <see cref="ToModelInput"/> made.</summary>
    /// <param name="modelInput">Size × size pixels of 8 bits.</param>
    /// <param name="destination">Receives C × H × W numbers.</param>
    /// <exception cref="ArgumentException">A size does not fit the spec.</exception>
    public void Normalise(PixelImage modelInput, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(modelInput);
        if (modelInput.Width != Spec.Size || modelInput.Height != Spec.Size)
        {
            throw new ArgumentException($"The input is {Spec.Size} x {Spec.Size}, not {modelInput.Width} x {modelInput.Height}.", nameof(modelInput));
        }

        RequireRoom(destination);
        NormalisationTable.LookUp(modelInput.Pixels8, table, destination);
        RepeatChannel(destination);
    }

    /// <summary>One warp and one intensity map: the model's input of an augmented film.</summary>
    /// <param name="film">What <see cref="ToWorkingFilm"/> made.</param>
    /// <param name="spec">The augmentation that the draw belongs to.</param>
    /// <param name="draw">The drawn parameters.</param>
    /// <param name="destination">Receives C × H × W numbers.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void Augment(PixelImage film, AugmentationSpec spec, AugmentationDraw draw, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(film);
        ArgumentNullException.ThrowIfNull(spec);
        RequireRoom(destination);
        Span<float> levels = stackalloc float[256];
        IntensityMap.Fill(film.Pixels8, draw, table, levels);
        AffineMatrix toFilm = AugmentationGeometry.OutputToFilm(spec, draw, film.Width, film.Height, Spec.Size, CanvasSide(film));
        AffineWarp.Apply(film, toFilm, Spec.Size, levels, destination);
        RepeatChannel(destination);
    }

    private PixelImage Fitted(PixelImage film)
    {
        (int width, int height) = Canvas.Fit(film, Spec.Size);
        return Resampler.Resize(film, width, height, ResampleFilter.Bilinear);
    }

    private int CanvasSide(PixelImage film)
    {
        int side = Math.Max(film.Width, film.Height);
        return Spec.Path == PreprocessingPath.Default ? side : Math.Max(side, Spec.Size);
    }

    private PixelImage ToEightBits(PixelImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Spec.Path == PreprocessingPath.Default ? image.ScaleTo8Bits() : image.ClipTo8Bits();
    }

    private void RequireRoom(Span<float> destination)
    {
        if (destination.Length < Spec.Length)
        {
            throw new ArgumentException($"The destination holds {destination.Length} numbers; {Spec.Length} are needed.", nameof(destination));
        }
    }

    private void RepeatChannel(Span<float> destination)
    {
        int plane = Spec.Size * Spec.Size;
        for (int channel = 1; channel < Spec.Channels; channel++)
        {
            destination[..plane].CopyTo(destination[(channel * plane)..]);
        }
    }
}
