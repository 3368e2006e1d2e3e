using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>An optimizer's memory of each parameter by the parameter's name: AdamW's two moments and number of steps, or SGD's direction.</summary>
public sealed class OptimizerMoments
{
    private readonly (string Name, AdamW.State State)[] entries;
    private readonly (string Name, Tensor Value)[] directions;

    private OptimizerMoments((string Name, AdamW.State State)[] entries, (string Name, Tensor Value)[] directions) =>
        (this.entries, this.directions) = (entries, directions);

    /// <summary>
    /// The moments as named tensors: "exp_avg.NAME" and "exp_avg_sq.NAME" of AdamW, "momentum_buffer.NAME" of SGD. They stay the optimizer's.
    /// </summary>
    public IEnumerable<(string Name, Tensor Value)> Tensors => entries.SelectMany<(string Name, AdamW.State State), (string, Tensor)>(
        entry => [($"exp_avg.{entry.Name}", entry.State.exp_avg), ($"exp_avg_sq.{entry.Name}", entry.State.exp_avg_sq)]).Concat(directions);

    /// <summary>Steps taken with each parameter; empty for SGD, which does not count.</summary>
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

    internal static OptimizerMoments Of(AdamW optimizer, IReadOnlyList<string> names)
    {
        AdamW.State[] states = [.. optimizer.state_dict().State.Cast<AdamW.State>()];
        return new OptimizerMoments([.. names.Select((name, i) => (name, states[i]))], []);
    }

    // A direction of zeros is the same as none, without dampening: the first step makes it the gradient.
    internal static OptimizerMoments Of(SGD optimizer, IReadOnlyList<(string Name, Parameter Value)> parameters, bool hasMomentum)
    {
        if (!hasMomentum)
        {
            return new OptimizerMoments([], []);
        }

        SGD.State[] states = [.. optimizer.state_dict().State.Cast<SGD.State>()];
        using IDisposable outside = no_grad();
        return new OptimizerMoments([], [.. parameters.Select((entry, i) => ($"momentum_buffer.{entry.Name}", states[i].momentum_buffer = zeros_like(entry.Value).DetachFromDisposeScope()))]);
    }
}
