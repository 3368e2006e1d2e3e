using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>The weights of fixtures/models/full: a formula of seed, key and index (its README, "The formula").</summary>
internal static class FormulaWeights
{
    private static readonly string[] Embeddings =
        [
            "word_embeddings.weight", "position_embeddings.weight", "token_type_embeddings.weight", "relative_position_bias_table",
            "token_embedding.weight", "position_embedding.weight", "positional_embedding", "class_embedding",
        ];

    public static void Fill(nn.Module module, ulong seed)
    {
        using IDisposable noGradient = no_grad();
        foreach ((string key, Tensor target) in module.state_dict())
        {
            if (target.dtype != ScalarType.Float32)
            {
                continue;
            }

            using Tensor values = tensor(Values(seed, key, [.. target.shape]), [.. target.shape]);
            target.copy_(values);
        }
    }

    public static float[] Values(ulong seed, string key, long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        if (key.EndsWith("logit_scale", StringComparison.Ordinal))
        {
            values[0] = BitConverter.UInt32BitsToSingle(0x402A3151);
            return values;
        }

        (float scale, float offset) = Rule(key, shape);
        ulong hash = 0xCBF29CE484222325;
        foreach (byte b in Encoding.UTF8.GetBytes($"{seed}:{key}"))
        {
            hash = (hash ^ b) * 0x100000001B3;
        }

        for (int i = 0; i < values.Length; i++)
        {
            ulong z = hash + ((ulong)(i + 1) * 0x9E3779B97F4A7C15);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            float s = ((long)(z >> 40) - (1 << 23)) * (1f / (1 << 23));
            float product = scale * s;
            values[i] = product + offset;
        }

        return values;
    }

    private static (float Scale, float Offset) Rule(string key, long[] shape)
    {
        bool Ends(string end) => key.EndsWith(end, StringComparison.Ordinal);
        return Ends("running_mean") ? (0.1f, 0)
            : Ends("running_var") ? (0.25f, 1)
            : Array.Exists(Embeddings, Ends) ? (0.5f, 0)
            : shape.Length >= 2 ? ((float)Math.Sqrt(3.0 / shape[1..].Aggregate(1L, (product, size) => product * size)), 0)
            : Ends("weight") ? (0.1f, 1)
            : (0.1f, 0);
    }
}
