using System.Globalization;

namespace MedClip.Data;

/// <summary>The values of interest (PS3.3 C.11.2): a table before a window, the first of several unless another is asked for.</summary>
internal sealed class VoiTransform
{
    private readonly LookupTable? table;
    private readonly VoiWindow? window;

    private VoiTransform(LookupTable? table, VoiWindow? window, string description)
    {
        this.table = table;
        this.window = window;
        Description = description;
    }

    /// <summary>LUT, LINEAR, LINEAR_EXACT, SIGMOID or none.</summary>
    public string Kind => table is not null ? "LUT" : window?.Function ?? "none";

    public string Description { get; }

    public bool IsNone => table is null && window is null;

    public static VoiTransform Of(DicomObject file, DicomPixelFormat format, int choice, List<string> warnings)
    {
        if (file.VoiLuts.Count > 0)
        {
            int place = Choose(choice, file.VoiLuts.Count, "VOI LUT", warnings);
            if (LookupTable.Create(file.VoiLuts[place], format.IsSigned, "the VOI LUT", warnings) is { } table)
            {
                return new VoiTransform(table, null, $"table {place + 1} of {file.VoiLuts.Count}, {table.Count} entries of {table.Bits} bits from {table.First}");
            }
        }

        double[] centres = file.Tags.Numbers("WindowCenter");
        double[] widths = file.Tags.Numbers("WindowWidth");
        int windows = Math.Min(centres.Length, widths.Length);
        if (windows == 0)
        {
            if (file.Tags["WindowCenter"] is not null || file.Tags["WindowWidth"] is not null)
            {
                warnings.Add("the window is not made of numbers and is passed over");
            }

            return new VoiTransform(null, null, "none: from the smallest to the largest value");
        }

        string function = file.Tags["VOILUTFunction"]?.Trim().ToUpperInvariant() ?? "LINEAR";
        if (function is not ("LINEAR" or "LINEAR_EXACT" or "SIGMOID"))
        {
            warnings.Add("the VOI LUT function is not known; taken as LINEAR");
            function = "LINEAR";
        }

        int chosen = Choose(choice, windows, "window", warnings);
        var window = new VoiWindow(function, centres[chosen], widths[chosen]);
        if (!window.IsValid)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"a {function} window of width {window.Width} is not allowed and is passed over"));
            return new VoiTransform(null, null, "none: from the smallest to the largest value");
        }

        return new VoiTransform(
            null, window, string.Create(CultureInfo.InvariantCulture, $"{function} window {chosen + 1} of {windows}, centre {window.Centre}, width {window.Width}"));
    }

    public (double Low, double High) Range((double Low, double High) modality) => table is null ? modality : (0, (1 << table.Bits) - 1);

    public double Apply(double value, double low, double high) => table?.Apply(value) ?? window?.Apply(value, low, high) ?? value;

    private static int Choose(int choice, int count, string what, List<string> warnings)
    {
        if (choice < count)
        {
            return choice;
        }

        warnings.Add($"there is no {what} {choice}; the first of {count} is used");
        return 0;
    }
}

/// <summary>A window and its function.</summary>
internal readonly record struct VoiWindow(string Function, double Centre, double Width)
{
    public bool IsValid => Function == "LINEAR" ? Width >= 1 : Width > 0;

    public double Apply(double value, double low, double high)
    {
        double range = high - low;
        switch (Function)
        {
            case "SIGMOID":
                return (range / (1 + Math.Exp(-4 * (value - Centre) / Width))) + low;
            case "LINEAR_EXACT":
                return value <= Centre - (Width / 2) ? low : value > Centre + (Width / 2) ? high : ((((value - Centre) / Width) + 0.5) * range) + low;
            default:
                double centre = Centre - 0.5;
                double width = Width - 1;
                return value <= centre - (width / 2) ? low : value > centre + (width / 2) ? high : ((((value - centre) / width) + 0.5) * range) + low;
        }
    }
}
