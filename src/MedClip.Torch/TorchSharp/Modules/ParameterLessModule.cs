using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A module that has no parameters, buffers or modules below it.</summary>
public interface IParameterLessModule
{
}

/// <summary>A layer without parameters, of one input.</summary>
/// <typeparam name="T1">Type of the input.</typeparam>
/// <typeparam name="TResult">Type of the result.</typeparam>
public abstract class ParameterLessModule<T1, TResult> : nn.Module<T1, TResult>, IParameterLessModule
{
    /// <summary>A layer without parameters.</summary>
    /// <param name="name">Name for messages.</param>
    protected ParameterLessModule(string name)
        : base(name)
    {
    }

    /// <summary>Refused: this kind of module has no parts.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void register_module(string name, nn.Module? submodule) => throw NoParts(name);

    /// <summary>Refused: this kind of module has no parts.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void register_parameter(string name, Parameter? param) => throw NoParts(name);

    /// <summary>Refused: this kind of module has no parts.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void register_buffer(string name, Tensor? tensor, bool persistent = true) => throw NoParts(name);

    private InvalidOperationException NoParts(string part) => new($"{GetName()} has no parameters, so '{part}' can't be registered in it");
}
