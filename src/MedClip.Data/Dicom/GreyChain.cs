using System.Globalization;

namespace MedClip.Data;

/// <summary>Stored values of a grey frame to levels: modality, VOI, inversion, padding; in doubles, in the order of the standard.</summary>
internal sealed class GreyChain
{
    private readonly DicomPixelFormat format;
    private readonly (int Low, int High)? padding;
    private readonly int[] counts;

    public GreyChain(DicomObject file, DicomPixelFormat format, int window, List<string> warnings)
    {
        this.format = format;
        counts = file.Histogram(1 << format.BitsStored);
        padding = PaddingRange(file, format);
        Modality = ModalityTransform.Of(file, format, warnings);
        Voi = VoiTransform.Of(file, format, window, warnings);
        Range = Voi.IsNone ? Extremes() : Voi.Range(Modality.Range(format));
    }

    public ModalityTransform Modality { get; }

    public VoiTransform Voi { get; }

    public (double Low, double High) Range { get; }

    public double VoiValue(int stored) => Voi.Apply(Modality.Apply(stored), Range.Low, Range.High);

    /// <summary>The picture, and what was done.</summary>
    public PixelImage Render(DicomObject file, int bits, PixelProvenance provenance)
    {
        int top = (1 << bits) - 1;
        int padded = 0;
        var levels = new ushort[counts.Length];
        for (int code = 0; code < levels.Length; code++)
        {
            if (counts[code] > 0)
            {
                int stored = format.Value(code);
                levels[code] = Level(stored, top);
                padded += IsPadding(stored) ? counts[code] : 0;
            }
        }

        provenance = provenance.Then("modality", Modality.Description).Then("voi", Voi.Description)
            .Then("display", string.Create(CultureInfo.InvariantCulture, $"{Range.Low}…{Range.High} to {bits} bits{(format.IsInverted ? ", inverted (MONOCHROME1)" : "")}"));
        if (padding is not null)
        {
            provenance = provenance.Then("padding", $"{padded} pixels of {padding.Value.Low}…{padding.Value.High} made black");
        }

        return new PixelImage(file.Width, file.Height, bits, file.Map(levels, bits)) { Provenance = provenance };
    }

    private ushort Level(int stored, int top)
    {
        if (IsPadding(stored))
        {
            return 0;
        }

        (double low, double high) = Range;
        double share = high == low ? 0 : Math.Clamp((VoiValue(stored) - low) / (high - low), 0, 1);
        return (ushort)Math.Floor((top * (format.IsInverted ? 1 - share : share)) + 0.5);
    }

    private bool IsPadding(int stored) => padding is { } range && stored >= range.Low && stored <= range.High;

    private static (int Low, int High)? PaddingRange(DicomObject file, DicomPixelFormat format)
    {
        if (file.Tags.Whole("PixelPaddingValue") is not { } value)
        {
            return null;
        }

        int a = Signed(value);
        int b = file.Tags.Whole("PixelPaddingRangeLimit") is { } limit ? Signed(limit) : a;
        return (Math.Min(a, b), Math.Max(a, b));

        // Written as unsigned although the pixels are signed.
        int Signed(int number) => format.IsSigned && number > short.MaxValue ? (short)number : number;
    }

    private (double Low, double High) Extremes()
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        for (int code = 0; code < counts.Length; code++)
        {
            if (counts[code] > 0 && format.Value(code) is var stored && !IsPadding(stored))
            {
                double value = Modality.Apply(stored);
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        return low <= high ? (low, high) : (0, 0);
    }
}
