using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>AdamW's memory of each parameter by the parameter's name: both moments and the number of steps.</summary>
public sealed class OptimizerMoments
{
    private readonly (string Name, AdamW.State State)[] entries;

    internal OptimizerMoments(AdamW optimizer, IReadOnlyList<string> names)
    {
        AdamW.State[] states = [.. optimizer.state_dict().State.Cast<AdamW.State>()];
        entries = [.. names.Select((name, i) => (name, states[i]))];
    }

    /// <summary>The moments as named tensors: "exp_avg.NAME" and "exp_avg_sq.NAME". They stay the optimizer's.</summary>
    public IEnumerable<(string Name, Tensor Value)> Tensors => entries.SelectMany<(string Name, AdamW.State State), (string, Tensor)>(
        entry => [($"exp_avg.{entry.Name}", entry.State.exp_avg), ($"exp_avg_sq.{entry.Name}", entry.State.exp_avg_sq)]);

    /// <summary>Steps taken with each parameter.</summary>
    public IReadOnlyDictionary<string, long> Steps
    {
        get => entries.ToDictionary(entry => entry.Name, entry => entry.State.step);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach ((string name, AdamW.State state) in entries)
            {
                state.step = value.TryGetValue(name, out long step)
                    ? step
                    : throw new InvalidInputException($"The saved optimizer state knows no parameter '{name}'.");
            }
        }
    }
}
