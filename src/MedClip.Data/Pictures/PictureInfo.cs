namespace MedClip.Data;

/// <summary>What a picture's header says; read without decoding.</summary>
/// <param name="Format">The kind of file.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">Samples a pixel as stored: 1 grey or palette, 2 grey and alpha, 3 colour, 4 colour and alpha or CMYK.</param>
/// <param name="BitDepth">Bits a sample as stored: 1, 2, 4, 8 or 16.</param>
/// <param name="GreyDepth">Bits a pixel once decoded to grey: 8 or 16.</param>
public readonly record struct PictureInfo(PictureFormat Format, int Width, int Height, int Channels, int BitDepth, int GreyDepth);
