using System.Runtime.InteropServices;

namespace MedClip;

/// <summary>
/// Tells chest films from other pictures, and upright films from inverted or turned ones: a logistic regression on what a picture looks like at 32 × 32 (<see cref="FilmGateFeatures"/>).
/// It is fitted on a model's own training films, against those films inverted and turned and against generated pictures, and kept in the checkpoint's manifest. Being unlike the films, in any direction, can
/// only count against a picture, so that kinds of pictures that were not generated are refused too.
/// </summary>
/// <param name="Parameters">The fitted numbers, little-endian float32 in base64: means and scales of the features, the whitening of their covariance (lower triangle, row by row), weights, intercept.</param>
/// <param name="Threshold">A picture that scores below it is refused.</param>
/// <param name="FalseRefusals">The share of films that the threshold was allowed to refuse among <paramref name="HeldOut"/>.</param>
/// <param name="Films">Films that it was fitted on.</param>
/// <param name="HeldOut">Films of other patients that the threshold was chosen on.</param>
/// <param name="HeldOutRefused">The share of those that are refused.</param>
/// <param name="OthersRefused">The share of other pictures, made of the films held out or generated anew, that are refused.</param>
/// <param name="Data">Where the films come from.</param>
public sealed record FilmGate(
    string Parameters, double Threshold, double FalseRefusals, int Films, int HeldOut, double HeldOutRefused, double OthersRefused, string Data)
{
    private const float Furthest = 6;

    /// <summary>The side of the square that is looked at, in pixels.</summary>
    public const int Side = 32;

    /// <summary>Numbers that <see cref="Parameters"/> holds.</summary>
    public static int ParameterCount => (2 * Width) + Triangle + Inputs + 1;

    private static int Width => FilmGateFeatures.Count;

    private static int Triangle => Width * (Width + 1) / 2;

    /// <summary>What the regression weighs: each feature, its square, and the distance.</summary>
    internal static int Inputs => (2 * Width) + 1;

    /// <summary>How much a picture looks like an upright chest film: log-odds against the pictures that the gate was fitted against.</summary>
    /// <param name="thumbnail">32 × 32 grey levels, row by row, 0 = black.</param>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public double Score(ReadOnlySpan<byte> thumbnail)
    {
        Span<float> features = stackalloc float[FilmGateFeatures.Count];
        FilmGateFeatures.Write(thumbnail, features);
        Span<float> inputs = stackalloc float[Inputs];
        ReadOnlySpan<float> all = Numbers();
        WriteInputs(features, all[..((2 * Width) + Triangle)], inputs);
        ReadOnlySpan<float> weights = all.Slice((2 * Width) + Triangle, Inputs);
        double score = all[^1];
        for (int i = 0; i < inputs.Length; i++)
        {
            score += (double)weights[i] * inputs[i];
        }

        return score;
    }

    /// <summary>Checks what a file claims.</summary>
    /// <exception cref="FormatException">The parameters are no base64, too many or too few, or not finite.</exception>
    public void Check() => Numbers();

    /// <summary>Packs fitted numbers.</summary>
    /// <param name="numbers"><see cref="ParameterCount"/> numbers.</param>
    internal static string Pack(ReadOnlySpan<float> numbers)
    {
        var bytes = new byte[numbers.Length * sizeof(float)];
        for (int i = 0; i < numbers.Length; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(i * sizeof(float)), BitConverter.IsLittleEndian ? numbers[i] : BitConverter.Int32BitsToSingle(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(BitConverter.SingleToInt32Bits(numbers[i]))));
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>The regression's inputs: deviations from the films, their squares, and the logarithm of the squared distance in units of the films' spread.</summary>
    /// <param name="features">The features of a picture.</param>
    /// <param name="spread">Means, scales and whitening.</param>
    /// <param name="inputs">Receives <see cref="Inputs"/> numbers.</param>
    internal static void WriteInputs(ReadOnlySpan<float> features, ReadOnlySpan<float> spread, Span<float> inputs)
    {
        int n = Width, place = 2 * n;
        float distance = 0;
        for (int i = 0; i < n; i++)
        {
            inputs[i] = Math.Clamp((features[i] - spread[i]) / spread[n + i], -Furthest, Furthest);
            inputs[n + i] = inputs[i] * inputs[i] / Furthest;
        }

        for (int i = 0; i < n; i++)
        {
            float sum = 0;
            for (int j = 0; j <= i; j++)
            {
                sum += spread[place++] * inputs[j];
            }

            distance += sum * sum;
        }

        inputs[^1] = MathF.Log(1 + (distance / n));
    }

    private float[] Numbers()
    {
        byte[] bytes = Parameters.Length <= 1 << 20 ? Convert.FromBase64String(Parameters) : [];
        if (bytes.Length != ParameterCount * sizeof(float))
        {
            throw new FormatException($"A gate has {ParameterCount} parameters, not {bytes.Length / sizeof(float)}.");
        }

        float[] read = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            Span<int> bits = MemoryMarshal.Cast<float, int>(read.AsSpan());
            System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bits, bits);
        }

        return Array.TrueForAll(read, float.IsFinite) ? read : throw new FormatException("A gate's parameters must be finite.");
    }
}
