namespace MedClip.Data;

/// <summary>The NuGet engine reads no DICOM: there, convert films to PNG first (<c>medclip image</c> on the System engine does it).</summary>
internal sealed class DicomEngine : IDicomEngine
{
    public static IDicomEngine Current { get; } = new DicomEngine();

    public string Versions => "none";

    public DicomObject Read(ReadOnlySpan<byte> file, DicomRequest request) =>
        throw new RefusedPictureException("DICOM is not read by this build (NuGet engine); convert the film to PNG, or use the System engine");
}
