using System.Collections;
using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A list of parameters that are registered under their positions: 0, 1, 2, ….</summary>
public class ParameterList : nn.Module, IList<Parameter>
{
    private readonly List<Parameter> list = [];

    /// <summary>A list of the given parameters.</summary>
    public ParameterList(params Parameter[] parameters)
        : base(nameof(ParameterList)) => extend(parameters);

    /// <summary>Number of parameters.</summary>
    public int Count => list.Count;

    /// <summary>Always false: parameters may be added.</summary>
    public bool IsReadOnly => false;

    /// <summary>The parameter at a position; a replaced one is not disposed.</summary>
    public Parameter this[int index]
    {
        get => list[index];
        set => Change(() => list[index] = value);
    }

    /// <summary>Adds parameters at the end.</summary>
    public void append(params Parameter[] parameters) => extend(parameters);

    /// <summary>Adds parameters at the end.</summary>
    public void extend(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (Parameter parameter in parameters)
        {
            Add(parameter);
        }
    }

    /// <summary>Adds a parameter at the end.</summary>
    public void Add(Parameter item)
    {
        ArgumentNullException.ThrowIfNull(item);
        register_parameter(list.Count.ToString(CultureInfo.InvariantCulture), item);
        list.Add(item);
    }

    /// <summary>Puts a parameter at a position; those behind it move up.</summary>
    public void Insert(int index, Parameter item) => Change(() => list.Insert(index, item));

    /// <summary>Takes a parameter out, without disposing it.</summary>
    public bool Remove(Parameter item)
    {
        int index = IndexOf(item);
        if (index >= 0)
        {
            RemoveAt(index);
        }
        return index >= 0;
    }

    /// <summary>Takes the parameter at a position out, without disposing it.</summary>
    public void RemoveAt(int index) => Change(() => list.RemoveAt(index));

    /// <summary>Takes all parameters out, without disposing them.</summary>
    public void Clear() => Change(list.Clear);

    /// <summary>Whether a parameter is in the list.</summary>
    public bool Contains(Parameter item) => IndexOf(item) >= 0;

    /// <summary>Position of a parameter, or -1.</summary>
    public int IndexOf(Parameter item) => list.FindIndex(known => ReferenceEquals(known, item));

    /// <summary>Copies the parameters into an array.</summary>
    public void CopyTo(Parameter[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

    /// <summary>The parameters in order.</summary>
    public IEnumerator<Parameter> GetEnumerator() => list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Registers the parameters under their positions anew.</summary>
    protected override void RegisterComponents()
    {
        _internal_params.clear();
        for (int i = 0; i < list.Count; i++)
        {
            register_parameter(i.ToString(CultureInfo.InvariantCulture), list[i]);
        }
    }

    private void Change(Action change)
    {
        change();
        RegisterComponents();
    }
}
