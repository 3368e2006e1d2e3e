using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Our weights under the names that others know: the way back of a weight map.</summary>
public static class WeightExport
{
    /// <summary>The tensors of a model in a layout, transformers 4's whole-number buffers included where the layout has them; a layout of one encoder takes that encoder alone.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="state">A model's <c>state_dict()</c>; tensors that the layout does not change are passed on, not copied.</param>
    /// <returns>Names and tensors; new tensors belong to the caller's dispose scope.</returns>
    /// <exception cref="InvalidInputException">The layout has no place for a tensor.</exception>
    public static IReadOnlyList<KeyValuePair<string, Tensor>> Export(this WeightLayout layout, IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(state);
        var result = new List<KeyValuePair<string, Tensor>>();
        foreach ((string key, Tensor value) in state)
        {
            if ((key == "logit_scale" && layout.LacksTemperature) || !layout.Covers(key))
            {
                continue;
            }

            if (layout.Outward(key) is not { } found)
            {
                throw new InvalidInputException($"The layout {layout.Name} has no place for {key}.");
            }

            if (found.Part == 0)
            {
                Tensor tensor = found.Rule.Change switch
                {
                    WeightChange.Transpose => value.detach().transpose(0, 1).contiguous(),
                    WeightChange.Split => cat([.. found.Rule.To.Select(to => state[to.Fill(found.Texts)].detach())], 0),
                    _ => value,
                };
                result.Add(KeyValuePair.Create(found.Key, tensor));
            }

            if (layout.HasPositionBuffers && Buffer(found.Key, value) is { } buffer)
            {
                result.Add(buffer);
            }
        }

        return result;
    }

    private static KeyValuePair<string, Tensor>? Buffer(string key, Tensor value)
    {
        string owner = key[..(key.LastIndexOf('.', Math.Max(key.LastIndexOf('.') - 1, 0)) is var dot and > 0 ? dot + 1 : 0)];
        if (key.EndsWith("embeddings.position_embeddings.weight", StringComparison.Ordinal) || key.EndsWith("embeddings.position_embedding.weight", StringComparison.Ordinal))
        {
            return KeyValuePair.Create($"{owner}position_ids", arange(value.shape[0], dtype: ScalarType.Int64).unsqueeze(0));
        }

        const string Table = "relative_position_bias_table";
        if (!key.EndsWith($"attention.self.{Table}", StringComparison.Ordinal))
        {
            return null;
        }

        int window = ((int)Math.Sqrt(value.shape[0]) + 1) / 2;
        long tokens = (long)window * window;
        return KeyValuePair.Create($"{key[..^Table.Length]}relative_position_index", tensor(RelativePositions.Index(window), [tokens, tokens]));
    }
}
