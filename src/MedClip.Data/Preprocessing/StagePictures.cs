namespace MedClip.Data;

/// <summary>A picture of one stage on the way from a file to the model's input.</summary>
/// <param name="Name">The stage, e.g. "stored" or "input".</param>
/// <param name="Picture">8 bits; numbers beyond 8 bits are stretched from their smallest to their largest.</param>
public sealed record StagePicture(string Name, PixelImage Picture);

/// <summary>Shows each stage of a film on its way to the model.</summary>
public static class StagePictures
{
    /// <summary>The stages of a file, in order: for DICOM stored, modality, voi, display; for all decoded, then canvas and input.</summary>
    /// <param name="path">The file.</param>
    /// <param name="preprocessor">Makes the model's input.</param>
    /// <exception cref="InvalidInputException">The file cannot be read.</exception>
    public static IReadOnlyList<StagePicture> Of(string path, ImagePreprocessor preprocessor)
    {
        ArgumentNullException.ThrowIfNull(preprocessor);
        byte[] file = PictureFile.Read(path, new PictureLimits());
        var stages = new List<StagePicture>();
        PixelImage image;
        if (DicomReader.IsDicom(file))
        {
            DicomFilm film = new DicomReader().Decode(path, file);
            image = film.Image;
            if (film.Stages.VoiKind is not null)
            {
                stages.Add(new StagePicture("stored", Stretch(film.Stages, film.Stages.Stored().Select(value => (double)value))));
                stages.Add(new StagePicture("modality", Stretch(film.Stages, film.Stages.Modality())));
                stages.Add(new StagePicture("voi", Stretch(film.Stages, film.Stages.Voi())));
            }

            stages.Add(new StagePicture("display", image));
        }
        else
        {
            image = new ImageReader().Decode(path, file);
            stages.Add(new StagePicture("decoded", image.ScaleTo8Bits()));
        }

        if (preprocessor.Spec.Path != PreprocessingPath.Default)
        {
            stages.Add(new StagePicture("canvas", Canvas.Pad(image.ClipTo8Bits(), preprocessor.Spec.Size)));
        }

        stages.Add(new StagePicture("input", preprocessor.ToModelInput(image)));
        return stages;
    }

    private static PixelImage Stretch(DicomStages stages, IEnumerable<double> values)
    {
        double[] numbers = [.. values];
        (double low, double high) = (numbers.Min(), numbers.Max());
        byte[] pixels = [.. numbers.Select(value => (byte)(high > low ? (value - low) / (high - low) * 255 : 0))];
        return new PixelImage(stages.Width, stages.Height, 8, pixels);
    }
}
