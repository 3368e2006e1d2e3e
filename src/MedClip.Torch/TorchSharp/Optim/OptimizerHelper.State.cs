using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <content>Saving and loading in TorchSharp's format: name, counts of groups and parameters, options, states.</content>
public abstract partial class OptimizerHelper
{
    private const int MaxEntries = 1_000_000;

    /// <summary>Options and states as they are; the tensors are the optimizer's own, not copies.</summary>
    public optim.Optimizer.StateDictionary state_dict()
    {
        var result = new StateDictionary();
        foreach (ParamGroup group in _parameter_groups)
        {
            var places = new List<int>();
            foreach (Parameter parameter in group.Parameters)
            {
                places.Add(result.State.Count);
                result.State.Add(_state[parameter.Handle]);
            }
            result.StateIndexRef.Add(places);
            result.Options.Add(group.Options);
        }
        return result;
    }

    /// <summary>Writes options and states to a file.</summary>
    /// <param name="location">The file; overwritten.</param>
    public void save_state_dict(string location)
    {
        using FileStream stream = File.Create(location);
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        save_state_dict(writer);
    }

    /// <summary>Writes options and states.</summary>
    /// <param name="writer">Where to.</param>
    public void save_state_dict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        StateDictionary state = state_dict();
        writer.Write(GetType().Name);
        writer.WriteLeb128(state.Options.Count);
        writer.WriteLeb128(state.State.Count);
        state.Options.ForEach(options => options.SaveStateDict(writer));
        state.State.ForEach(entry => entry.SaveStateDict(writer));
        writer.Flush();
    }

    /// <summary>Reads options and states from a file.</summary>
    /// <param name="location">A file that <see cref="save_state_dict(string)"/> wrote.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or another optimizer's.</exception>
    public void load_state_dict(string location)
    {
        using FileStream stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        load_state_dict(reader);
    }

    /// <summary>Reads options and states.</summary>
    /// <param name="reader">Where from.</param>
    /// <exception cref="InvalidDataException">The data is damaged, or another optimizer's.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        StateDictionary own = state_dict();
        try
        {
            string kind = reader.ReadString();
            if (kind != GetType().Name)
            {
                throw new InvalidDataException($"the state was saved by {kind}, this optimizer is {GetType().Name}");
            }
            long groups = reader.ReadLeb128(MaxEntries, "number of groups");
            long states = reader.ReadLeb128(MaxEntries, "number of parameters");
            CheckCounts(own, groups, states);
            own.Options.ForEach(options => options.LoadStateDict(reader));
            own.State.ForEach(entry => entry.LoadStateDict(reader));
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException("the optimizer state is cut short", error);
        }
    }

    /// <summary>Takes another optimizer's options and states.</summary>
    /// <param name="state_dict">From an optimizer of the same kind, groups and parameters.</param>
    /// <exception cref="InvalidDataException">Groups or parameters differ in number.</exception>
    public void load_state_dict(StateDictionary state_dict)
    {
        ArgumentNullException.ThrowIfNull(state_dict);
        StateDictionary own = this.state_dict();
        CheckCounts(own, state_dict.Options.Count, state_dict.State.Count);
        for (int i = 0; i < own.Options.Count; i++)
        {
            own.Options[i].LoadStateDict(state_dict.Options[i]);
        }
        for (int i = 0; i < own.State.Count; i++)
        {
            own.State[i].LoadStateDict(state_dict.State[i]);
        }
    }

    private static void CheckCounts(StateDictionary own, long groups, long states)
    {
        if (groups != own.Options.Count || states != own.State.Count)
        {
            throw new InvalidDataException(
                $"the state is of {groups} groups and {states} parameters, this optimizer has {own.Options.Count} and {own.State.Count}");
        }
    }
}
