using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What optimizers written in C# share: groups, defaults, state.</summary>
public abstract partial class OptimizerHelper : optim.Optimizer
{
    /// <summary>Options of groups that don't set their own.</summary>
    protected OptimizerOptions _defaults = new();

    /// <summary>What is remembered, by the parameter's native handle.</summary>
    protected OrderedDict<IntPtr, OptimizerState> _state = new();

    /// <summary>An optimizer without parameters.</summary>
    protected OptimizerHelper()
    {
    }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> parameters() => base.parameters();

    /// <inheritdoc/>
    public override void zero_grad() => base.zero_grad();

    /// <summary>Moves what is remembered to a device.</summary>
    public void to(Device device)
    {
        foreach (OptimizerState state in _state.values())
        {
            state.to(device);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A parameter is in another group already.</exception>
    public override void add_param_group(ParamGroup param_group)
    {
        ArgumentNullException.ThrowIfNull(param_group);
        Parameter[] members = [.. param_group.Parameters];
        if (members.Any(member => _state.ContainsKey(member.Handle)) || members.Distinct(ReferenceEqualityComparer.Instance).Count() < members.Length)
        {
            throw new ArgumentException("a parameter may be in one group only, and once", nameof(param_group));
        }
        param_group.Parameters = members;
        _parameter_groups.Add(param_group);
        foreach (Parameter member in members)
        {
            OptimizerState state = NewState(member);
            state.Initialize(param_group.Options);
            _state.Add(member.Handle, state);
        }
    }

    private protected abstract OptimizerState NewState(Parameter parameter);

    /// <summary>Runs the closure with gradients recorded, then the body for each group without.</summary>
    /// <typeparam name="T">Type of the groups.</typeparam>
    /// <param name="body">Changes the parameters of one group.</param>
    /// <param name="loss_closure">Computes loss and gradients.</param>
    /// <returns>What the closure returned, or null.</returns>
    protected Tensor _step<T>(Action<T> body, Func<Tensor>? loss_closure = null)
        where T : ParamGroup
    {
        ArgumentNullException.ThrowIfNull(body);
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using (enable_grad())
            {
                loss = loss_closure();
            }
        }
        using (no_grad())
        {
            foreach (ParamGroup group in _parameter_groups)
            {
                body((T)group);
            }
        }
        return loss!;
    }

    private protected void FreeState()
    {
        foreach (OptimizerState state in _state.values())
        {
            state.Free();
        }
        _state.Clear();
    }
}
