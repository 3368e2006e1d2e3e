namespace MedClip.Data;

/// <summary>What differs between the engines: parsing and decompression of DICOM. Thread-safe.</summary>
internal interface IDicomEngine
{
    /// <summary>Names and versions of the libraries behind the engine.</summary>
    string Versions { get; }

    /// <exception cref="RefusedPictureException">The file is no DICOM, damaged, hostile, or of a kind that is not read.</exception>
    DicomObject Read(ReadOnlySpan<byte> file, DicomRequest request);
}

/// <summary>What is asked of a DICOM file.</summary>
/// <param name="Frame">Which frame, from 0.</param>
/// <param name="Pixels">Whether pixels are wanted, or tags only.</param>
/// <param name="MaxPixels">The most pixels that a frame may have.</param>
/// <param name="TimeLimit">How long it may take.</param>
internal readonly record struct DicomRequest(int Frame, bool Pixels, long MaxPixels, TimeSpan TimeLimit);
