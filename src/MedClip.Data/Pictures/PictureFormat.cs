namespace MedClip.Data;

/// <summary>The kinds of picture files that are read, told by their first bytes.</summary>
public enum PictureFormat
{
    /// <summary>Portable Network Graphics.</summary>
    Png = 1,

    /// <summary>JPEG, baseline or progressive, 8 bits.</summary>
    Jpeg = 2,

    /// <summary>TIFF with whole-number pixels; the first page.</summary>
    Tiff = 3,

    /// <summary>Windows bitmap.</summary>
    Bmp = 4,

    /// <summary>Portable any-map: PBM, PGM, PPM.</summary>
    Pnm = 5,

    /// <summary>WebP without animation.</summary>
    WebP = 6,

    /// <summary>DICOM; the first frame.</summary>
    Dicom = 7,
}
