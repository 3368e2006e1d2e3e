namespace MedClip.Data;

/// <summary>A film out of a DICOM file.</summary>
/// <param name="Tags">What the file says about it.</param>
/// <param name="Image">The picture as it is meant to be seen: white is dense. Its <see cref="PixelImage.Provenance"/> says how it came about.</param>
/// <param name="Stages">The numbers between the stored values and the picture.</param>
public sealed record DicomFilm(DicomTags Tags, PixelImage Image, DicomStages Stages)
{
    /// <summary>What was done to the pixels.</summary>
    public PixelProvenance Provenance => Image.Provenance!;
}
