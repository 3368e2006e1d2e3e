using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>
/// A module whose parts carry exactly the names that its constructor registers them under, as a checkpoint's names ask for. TorchSharp
/// else registers each field of a module once more, under the field's name, as soon as the module becomes part of another.
/// </summary>
/// <param name="name">Name of the module, for messages.</param>
public abstract class NamedModule(string name) : nn.Module(name)
{
    /// <inheritdoc/>
    protected sealed override void RegisterComponents()
    {
    }
}

/// <inheritdoc cref="NamedModule"/>
/// <typeparam name="T">What it takes.</typeparam>
/// <typeparam name="TResult">What it gives.</typeparam>
/// <param name="name">Name of the module, for messages.</param>
public abstract class NamedModule<T, TResult>(string name) : nn.Module<T, TResult>(name)
{
    /// <inheritdoc/>
    protected sealed override void RegisterComponents()
    {
    }
}

/// <inheritdoc cref="NamedModule"/>
/// <typeparam name="T1">What it takes first.</typeparam>
/// <typeparam name="T2">What it takes second.</typeparam>
/// <typeparam name="TResult">What it gives.</typeparam>
/// <param name="name">Name of the module, for messages.</param>
public abstract class NamedModule<T1, T2, TResult>(string name) : nn.Module<T1, T2, TResult>(name)
{
    /// <inheritdoc/>
    protected sealed override void RegisterComponents()
    {
    }
}

/// <inheritdoc cref="NamedModule"/>
/// <typeparam name="T1">What it takes first.</typeparam>
/// <typeparam name="T2">What it takes second.</typeparam>
/// <typeparam name="T3">What it takes third.</typeparam>
/// <typeparam name="TResult">What it gives.</typeparam>
/// <param name="name">Name of the module, for messages.</param>
public abstract class NamedModule<T1, T2, T3, TResult>(string name) : nn.Module<T1, T2, T3, TResult>(name)
{
    /// <inheritdoc/>
    protected sealed override void RegisterComponents()
    {
    }
}
