namespace MedClip.Data;

/// <summary>The DICOM engine of this build: worker processes, started at first use.</summary>
internal static class DicomEngine
{
    // Publication only: a failed search is not remembered, so that a corrected installation works at the next try.
    private static readonly Lazy<DicomWorkerPool> Shared = new(
        () => new DicomWorkerPool(DicomWorkerSearch.Find(), new DicomWorkerPoolOptions()), LazyThreadSafetyMode.PublicationOnly);

    /// <exception cref="NativeLibraryException">The worker's program is missing.</exception>
    public static IDicomEngine Current => Shared.Value;
}
