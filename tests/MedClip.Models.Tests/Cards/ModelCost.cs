using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>
/// Floating-point operations of a forward, a multiplication and an addition counting as two: what convolutions and dense layers see, and the two
/// products of attention. Norms, activations and pooling are left out, as is the custom.
/// </summary>
internal sealed class ModelCost
{
    private readonly Dictionary<string, long[]> queries = [];
    private readonly Dictionary<string, long[]> keys = [];
    private long dense;

    private ModelCost(nn.Module module)
    {
        foreach ((string name, nn.Module part) in module.named_modules())
        {
            switch (part)
            {
                case Conv2d conv:
                    conv.register_forward_hook((_, _, output) =>
                    {
                        dense += 2 * output.numel() * conv.kernel_size[0] * conv.kernel_size[1] * conv.in_channels / conv.groups;
                        return output;
                    });
                    break;
                case Linear linear:
                    linear.register_forward_hook((_, input, output) =>
                    {
                        dense += 2 * output.numel() * input.shape[^1];
                        Keep(name, output.shape);
                        return output;
                    });
                    break;
            }
        }
    }

    /// <summary>Operations of a forward.</summary>
    public static long Of(nn.Module module, Action forward)
    {
        var cost = new ModelCost(module);
        // By plain operators, which cut windows out: a kernel sees whole films.
        using (PlainOperators.Only())
        {
            forward();
        }

        long attention = cost.queries.Sum(query => 2 * 2 * query.Value[0] * query.Value[1] * cost.keys[query.Key][1] * query.Value[2]);   // (B, L, C)
        return cost.dense + attention;
    }

    // Attention multiplies queries with keys and weights with values: both L x L' x C.
    private void Keep(string name, long[] shape)
    {
        string attention = name[..(name.LastIndexOf('.') + 1)];
        switch (name[attention.Length..])
        {
            case "query" or "q_proj":
                queries[attention] = shape;
                break;
            case "key" or "k_proj":
                keys[attention] = shape;
                break;
        }
    }
}
