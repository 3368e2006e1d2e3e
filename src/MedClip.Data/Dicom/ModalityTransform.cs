using System.Globalization;

namespace MedClip.Data;

/// <summary>Stored values to the modality's (PS3.3 C.11.1): a table, or slope and intercept.</summary>
internal sealed class ModalityTransform
{
    private readonly LookupTable? table;
    private readonly double slope;
    private readonly double intercept;

    private ModalityTransform(LookupTable? table, double slope, double intercept)
    {
        this.table = table;
        this.slope = slope;
        this.intercept = intercept;
    }

    public string Description =>
        table is not null ? $"table of {table.Count} entries of {table.Bits} bits from {table.First}"
        : slope == 1 && intercept == 0 ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"value · {slope} + {intercept}");

    public static ModalityTransform Of(DicomObject file, DicomPixelFormat format, List<string> warnings)
    {
        if (file.ModalityLut is { } words && LookupTable.Create(words, format.IsSigned, "the modality LUT", warnings) is { } table)
        {
            return new ModalityTransform(table, 1, 0);
        }

        double slope = Number("RescaleSlope", 1);
        double intercept = Number("RescaleIntercept", 0);
        return slope != 0
            ? new ModalityTransform(null, slope, intercept)
            : throw new RefusedPictureException("DICOM: RescaleSlope is 0, which makes all pixels equal");

        double Number(string keyword, double otherwise)
        {
            if (file.Tags[keyword] is null)
            {
                return otherwise;
            }

            if (file.Tags.Numbers(keyword) is [var number, ..])
            {
                return number;
            }

            warnings.Add($"{keyword} is no number and is passed over");
            return otherwise;
        }
    }

    public double Apply(int stored) => table?.Apply(stored) ?? ((stored * slope) + intercept);

    /// <summary>The range that values can have.</summary>
    public (double Low, double High) Range(DicomPixelFormat format)
    {
        if (table is not null)
        {
            return (0, (1 << table.Bits) - 1);
        }

        double a = (format.Lowest * slope) + intercept;
        double b = (format.Highest * slope) + intercept;
        return (Math.Min(a, b), Math.Max(a, b));
    }
}
