using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// An exponential moving average of a module's weights, which often classifies better than the last weights. The first update
/// copies; then average += (1 − decay)·(weights − average). Buffers that are numbers (batch-norm statistics) are averaged too.
/// </summary>
public sealed class WeightAverage : IDisposable
{
    private readonly double decay;
    private readonly (string Name, Tensor Weights, Tensor Average)[] entries;

    /// <summary>Creates an average over a module's floating-point parameters and buffers.</summary>
    /// <param name="module">The module; its tensors must outlive this object.</param>
    /// <param name="decay">In [0, 1): 0 follows the weights, .999 averages over about a thousand updates.</param>
    public WeightAverage(nn.Module module, double decay)
        : this(
            [
                .. (module ?? throw new ArgumentNullException(nameof(module))).named_parameters().Select(parameter => (parameter.name, (Tensor)parameter.parameter)),
                .. module.named_buffers().Select(buffer => (buffer.name, buffer.buffer)),
            ],
            decay)
    {
    }

    /// <summary>Creates an average over the floating-point ones of some tensors.</summary>
    /// <param name="tensors">Names and tensors, which must outlive this object.</param>
    /// <param name="decay">In [0, 1).</param>
    internal WeightAverage(IEnumerable<(string Name, Tensor Weights)> tensors, double decay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decay);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(decay, 1);
        this.decay = decay;
        using IDisposable outside = no_grad();
        using DisposeScope scope = NewDisposeScope();
        entries =
        [
            .. tensors.Where(entry => entry.Weights.is_floating_point())
                .Select(entry => (entry.Name, entry.Weights, entry.Weights.detach().clone().DetachFromDisposeScope())),
        ];
    }

    /// <summary>How many updates were made.</summary>
    public long Updates { get; private set; }

    /// <summary>The averages by the names of the weights. The tensors stay this object's.</summary>
    public IEnumerable<(string Name, Tensor Average)> Averages => entries.Select(entry => (entry.Name, entry.Average));

    /// <summary>Takes the weights of this moment into the average.</summary>
    public void Update()
    {
        using IDisposable outside = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((_, Tensor weights, Tensor average) in entries)
        {
            if (Updates == 0)
            {
                average.copy_(weights);
            }
            else
            {
                average.add_(weights - average, 1 - decay);
            }
        }

        Updates++;
    }

    /// <summary>Restores the count of a resumed run; the averages themselves are set through <see cref="Averages"/>.</summary>
    /// <param name="updates">Updates made before.</param>
    public void Resume(long updates) => Updates = updates;

    /// <summary>Puts the averages into the module until the returned object is disposed (once or more), e.g. to validate or to save.</summary>
    public IDisposable Swap() => Updates == 0 ? new Swapped([]) : new Swapped(entries);

    /// <summary>Puts the averages into the module for good.</summary>
    public void Adopt()
    {
        if (Updates == 0)
        {
            return;
        }

        using IDisposable outside = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((_, Tensor weights, Tensor average) in entries)
        {
            weights.copy_(average);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, _, Tensor average) in entries)
        {
            average.Dispose();
        }
    }

    private sealed class Swapped : IDisposable
    {
        private readonly (Tensor Weights, Tensor Saved)[] saved;
        private bool isRestored;

        public Swapped((string Name, Tensor Weights, Tensor Average)[] entries)
        {
            using IDisposable outside = no_grad();
            using DisposeScope scope = NewDisposeScope();
            saved = [.. entries.Select(entry => (entry.Weights, entry.Weights.detach().clone().DetachFromDisposeScope()))];
            foreach ((_, Tensor weights, Tensor average) in entries)
            {
                weights.copy_(average);
            }
        }

        public void Dispose()
        {
            if (isRestored)
            {
                return;
            }

            isRestored = true;
            using IDisposable outside = no_grad();
            using DisposeScope scope = NewDisposeScope();
            foreach ((Tensor weights, Tensor before) in saved)
            {
                weights.copy_(before);
                before.Dispose();
            }
        }
    }
}
