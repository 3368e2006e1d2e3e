using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers about one parameter.</summary>
public abstract class OptimizerState
{
    /// <summary>The parameter.</summary>
    protected Parameter _parameter;

    /// <summary>Nothing remembered yet.</summary>
    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Whether another state holds nearly the same numbers.</summary>
    public abstract bool ApproximatelyEquals(OptimizerState other);

    /// <summary>Starts anew for the given options.</summary>
    public virtual void Initialize(OptimizerOptions options)
    {
    }

    /// <summary>Reads what <see cref="SaveStateDict"/> wrote.</summary>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Takes another state's numbers.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>Writes all numbers.</summary>
    public abstract void SaveStateDict(BinaryWriter writer);

    /// <summary>Moves all numbers to a device.</summary>
    public virtual void to(Device device)
    {
    }

    internal virtual void Free()
    {
    }

    /// <summary>Reads a tensor that may be absent, in place of another.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="result">What is replaced; disposed, unless null.</param>
    /// <param name="device">Where the tensor goes.</param>
    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device)
    {
        ArgumentNullException.ThrowIfNull(reader);
        result?.Dispose();
        result = reader.ReadBoolean() ? Place(TensorExtensionMethods.Load(reader), device) : null;
    }

    /// <summary>Writes a tensor that may be absent.</summary>
    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    // State outlives every scope around the step that made it.
    private protected static Tensor Place(Tensor tensor, Device device)
    {
        Tensor placed = tensor.to(device);
        if (!ReferenceEquals(placed, tensor))
        {
            tensor.Dispose();
        }
        return placed.DetachFromDisposeScope();
    }

    private protected static Tensor? Copy(Tensor? source, Device device)
    {
        using (no_grad())
        {
            return source is null ? null : Place(source.clone(), device);
        }
    }

    private protected static bool Close(Tensor? one, Tensor? other)
    {
        if (one is null || other is null)
        {
            return one is null && other is null;
        }
        using Tensor near = other.to(one.device);
        return one.allclose(near);
    }
}
