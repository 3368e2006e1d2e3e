namespace MedClip.Data;

/// <summary>How films become the model's input; travels with the weights.</summary>
public sealed record PreprocessingSpec
{
    /// <summary>The released code's mean of pixel values in 0…1 (float32(.5862785803043838)).</summary>
    public const float ReferenceMean = 0.5862785803043838f;

    /// <summary>The released code's standard deviation of pixel values in 0…1 (float32(.27950088968644304)).</summary>
    public const float ReferenceStandardDeviation = 0.27950088968644304f;

    /// <summary>The side of the square input in pixels, 8…4096; 224 by default (paper §4.2).</summary>
    public int Size { get; init; } = 224;

    /// <summary>Subtracted from pixel values in 0…1.</summary>
    public float Mean { get; init; } = ReferenceMean;

    /// <summary>Divides them afterwards; above 0.</summary>
    public float StandardDeviation { get; init; } = ReferenceStandardDeviation;

    /// <summary>1, or 3 for towers that expect colour (the grey plane repeated).</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Which arithmetic.</summary>
    public PreprocessingPath Path { get; init; } = PreprocessingPath.Default;

    /// <summary>Numbers that one picture fills: channels × size × size.</summary>
    public int Length => Channels * Size * Size;

    /// <summary>Checks the values.</summary>
    /// <exception cref="InvalidInputException">One is out of its range; all that are wrong are named.</exception>
    public void Validate()
    {
        var wrong = new List<string>();
        if (Size is < 8 or > 4096)
        {
            wrong.Add($"Size must be 8 to 4096, not {Size}");
        }

        if (Channels is not (1 or 3))
        {
            wrong.Add($"Channels must be 1 or 3, not {Channels}");
        }

        if (!(StandardDeviation > 0) || !float.IsFinite(StandardDeviation))
        {
            wrong.Add($"StandardDeviation must be above 0, not {StandardDeviation}");
        }

        if (!float.IsFinite(Mean))
        {
            wrong.Add($"Mean must be a number, not {Mean}");
        }

        if (!Enum.IsDefined(Path))
        {
            wrong.Add($"Path {Path} does not exist");
        }

        if (wrong.Count > 0)
        {
            throw new InvalidInputException($"The preprocessing is wrong: {string.Join("; ", wrong)}.");
        }
    }
}
