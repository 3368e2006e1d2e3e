namespace MedClip.Data;

/// <summary>Pillow's resampling filters; all widen when a picture shrinks, so nothing aliases.</summary>
public enum ResampleFilter
{
    /// <summary>The mean of the covered pixels.</summary>
    Box,

    /// <summary>A triangle of half-width 1.</summary>
    Bilinear,

    /// <summary>Keys' cubic with a = −.5, half-width 2.</summary>
    Bicubic,

    /// <summary>A windowed sinc of half-width 3.</summary>
    Lanczos,
}
