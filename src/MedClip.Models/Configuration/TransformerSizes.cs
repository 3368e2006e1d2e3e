namespace MedClip.Models;

/// <summary>Checks that the sizes of a transformer fit together.</summary>
internal static class TransformerSizes
{
    /// <summary>Weights of the dense layers: four of attention, two of the perceptron.</summary>
    public static double LeastParameters(double width, double layers, double intermediate) => layers * ((4 * width * width) + (2 * width * intermediate));

    public static IEnumerable<string> Problems(string section, int width, int layers, int heads, int intermediate, double dropout, double epsilon)
    {
        if (width is < 1 or > 65536 || heads < 1 || width % heads != 0)
        {
            yield return $"{section}.hiddenSize {width} must be a multiple of {section}.heads {heads}.";
        }

        if (layers is < 1 or > 1000 || intermediate is < 1 or > 1_000_000)
        {
            yield return $"{section}.layers and {section}.intermediateSize must be at least 1.";
        }

        if (dropout is not (>= 0 and < 1) || !(epsilon > 0))
        {
            yield return $"{section}.dropout must be in [0, 1) and {section}.normEpsilon above 0.";
        }
    }
}
