using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>Some parameters whose gradients travel together, and behind them, for each, whether this rank has one.</summary>
internal sealed class Bucket : IDisposable
{
    private readonly long[] offsets;
    private readonly bool[] ready;
    private readonly Tensor buffer;
    private Action? received;
    private int missing;

    public Bucket(IReadOnlyList<Parameter> parameters)
    {
        Parameters = parameters;
        ready = new bool[parameters.Count];
        offsets = new long[parameters.Count + 1];
        for (int i = 0; i < parameters.Count; i++)
        {
            offsets[i + 1] = offsets[i] + parameters[i].numel();
        }

        buffer = zeros(offsets[^1] + parameters.Count, dtype: parameters[0].dtype, device: parameters[0].device).DetachFromDisposeScope();
    }

    public IReadOnlyList<Parameter> Parameters { get; }

    public bool IsFull => missing == 0;

    /// <summary>Starts over. A parameter that does not learn at present is not waited for.</summary>
    public void Expect()
    {
        for (int i = 0; i < ready.Length; i++)
        {
            ready[i] = !Parameters[i].requires_grad;
        }

        missing = ready.Count(isReady => !isReady);
    }

    public void Ready(int place)
    {
        if (!ready[place])
        {
            ready[place] = true;
            missing--;
        }
    }

    public void Send(IProcessGroup group)
    {
        using IDisposable outside = no_grad();
        using DisposeScope scope = NewDisposeScope();
        var has = new float[Parameters.Count];
        for (int i = 0; i < has.Length; i++)
        {
            Tensor part = Part(i);
            if (Parameters[i].grad is { } gradient)
            {
                part.copy_(gradient.reshape(-1));
                has[i] = 1;
            }
            else
            {
                part.zero_();
            }
        }

        buffer.narrow(0, offsets[^1], has.Length).copy_(tensor(has));
        received = group.StartSum(buffer);
    }

    public void Receive(int ranks)
    {
        received!();
        received = null;
        using IDisposable outside = no_grad();
        using DisposeScope scope = NewDisposeScope();
        float[] have = buffer.narrow(0, offsets[^1], Parameters.Count).to_type(ScalarType.Float32).cpu().data<float>().ToArray();
        buffer.div_(ranks);
        for (int i = 0; i < have.Length; i++)
        {
            if (have[i] == 0)
            {
                continue;
            }

            Tensor mean = Part(i).reshape(Parameters[i].shape);
            if (Parameters[i].grad is { } gradient)
            {
                gradient.copy_(mean);
            }
            else
            {
                Parameters[i].grad = mean.clone();
            }
        }
    }

    public void Dispose() => buffer.Dispose();

    private Tensor Part(int i) => buffer.narrow(0, offsets[i], offsets[i + 1] - offsets[i]);
}
