namespace MedClip.Data;

/// <summary>The numbers between a grey DICOM frame's stored values and its picture. Arrays are made when asked for.</summary>
public sealed class DicomStages
{
    private readonly DicomObject file;
    private readonly DicomPixelFormat format;
    private readonly GreyChain? chain;

    internal DicomStages(DicomObject file, DicomPixelFormat format, GreyChain? chain)
    {
        this.file = file;
        this.format = format;
        this.chain = chain;
    }

    /// <summary>Columns.</summary>
    public int Width => file.Width;

    /// <summary>Rows.</summary>
    public int Height => file.Height;

    /// <summary>Samples a pixel: 1, or 3 for colour.</summary>
    public int Samples => file.Samples;

    /// <summary>LUT, LINEAR, LINEAR_EXACT, SIGMOID or none; null for colour.</summary>
    public string? VoiKind => chain?.Voi.Kind;

    /// <summary>The range that the display's levels stretch over; null for colour.</summary>
    public (double Low, double High)? Range => chain?.Range;

    /// <summary>The stored values: decompressed, masked, with their sign; samples interleaved.</summary>
    public int[] Stored() => Map(value => value);

    /// <summary>After the modality's table or rescaling.</summary>
    /// <exception cref="InvalidOperationException">The frame has colour.</exception>
    public double[] Modality() => Map(Chain.Modality.Apply);

    /// <summary>After the VOI table or window.</summary>
    /// <exception cref="InvalidOperationException">The frame has colour.</exception>
    public double[] Voi() => Map(Chain.VoiValue);

    private GreyChain Chain => chain ?? throw new InvalidOperationException("A colour frame has no modality or VOI values.");

    private T[] Map<T>(Func<int, T> convert)
    {
        var values = new T[file.Width * file.Height * file.Samples];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = convert(format.Value(file.Code(i)));
        }

        return values;
    }
}
