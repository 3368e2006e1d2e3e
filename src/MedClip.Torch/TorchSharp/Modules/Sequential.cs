using System.Globalization;
using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules called one after the other; what lies between two of them is disposed at once.</summary>
public sealed class Sequential : nn.Module<Tensor, Tensor>
{
    /// <summary>A chain of named modules.</summary>
    public Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
        : base(nameof(Sequential))
    {
        ArgumentNullException.ThrowIfNull(modules);
        foreach ((string name, nn.Module<Tensor, Tensor> module) in modules)
        {
            append(name, module);
        }
    }

    /// <summary>A chain of modules, named 0, 1, 2, ….</summary>
    public Sequential(params nn.Module<Tensor, Tensor>[] modules)
        : base(nameof(Sequential))
    {
        ArgumentNullException.ThrowIfNull(modules);
        foreach (nn.Module<Tensor, Tensor> module in modules)
        {
            append(module);
        }
    }

    /// <summary>Length of the chain.</summary>
    public int Count => _internal_submodules.Count;

    /// <summary>The module at a position.</summary>
    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => Step(index);

    /// <summary>Part of the chain; the modules are shared with this one.</summary>
    [IndexerName("SequentialItems")]
    public Sequential this[Range index]
    {
        get
        {
            (int offset, int length) = index.GetOffsetAndLength(Count);
            return new Sequential([.. Enumerable.Range(offset, length).Select(Step)]);
        }
    }

    /// <summary>Part of the chain, from the first position up to, not including, the second.</summary>
    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => this[(index.start ?? 0)..(index.end ?? Count)];

    /// <summary>Adds a module at the end under a name.</summary>
    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        register_module(name, (nn.Module<Tensor, Tensor>)module);
        return this;
    }

    /// <summary>Adds a module at the end, named by its position.</summary>
    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(Count.ToString(CultureInfo.InvariantCulture), module);

    /// <summary>What the first module takes → what the last one gives.</summary>
    public override Tensor forward(Tensor tensor)
    {
        if (Count == 0)
        {
            return NnOp.Alias.Call(tensor);
        }
        Tensor current = tensor;
        foreach (nn.Module module in _internal_submodules.values())
        {
            Tensor next = ((nn.Module<Tensor, Tensor>)module).call(current);
            if (!ReferenceEquals(current, tensor) && !ReferenceEquals(current, next))
            {
                current.Dispose();
            }
            current = next;
        }
        return current;
    }

    private nn.Module<Tensor, Tensor> Step(int index) => (nn.Module<Tensor, Tensor>)_internal_submodules[index].Item2;
}
