using System.Collections.Concurrent;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Copies weights of any known layout into modules; nothing missing, unexplained or of another shape passes.</summary>
public static class WeightLoading
{
    private const int MostNamed = 20;

    // Below this, copying costs less than the bookkeeping.
    private const long LeastMapped = 1 << 14;

    /// <summary>Makes a model of a plan's tensors, without drawing start values first.</summary>
    /// <param name="plan">A file, explained; it must hold every tensor of the network.</param>
    /// <param name="config">The network.</param>
    /// <param name="memory">Whether the numbers are copied, or lie in the mapped file where they can.</param>
    /// <returns>The model, in evaluation mode; owned by the caller.</returns>
    /// <exception cref="InvalidInputException">The configuration is wrong, or keys are missing, unexplained or mis-shaped; the message lists them.</exception>
    public static MedClipModel NewModel(this WeightPlan plan, MedClipConfig config, WeightMemory memory = WeightMemory.Mapped)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(config);
        MedClipModel model = MedClipModel.WithoutWeights(config.Validated());
        try
        {
            plan.LoadInto(model, memory: memory);
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Copies a plan's tensors into a model.</summary>
    /// <param name="plan">A file, explained.</param>
    /// <param name="model">The model; unchanged when the file does not fit.</param>
    /// <param name="mayLack">Keys of ours that keep their values when the file lacks them; null for none.</param>
    /// <param name="memory">Whether the numbers are copied, or lie in the mapped file where they can.</param>
    /// <returns>Keys of ours that the file lacked.</returns>
    /// <exception cref="InvalidInputException">Keys are missing, unexplained or mis-shaped; the message lists them.</exception>
    public static IReadOnlyList<string> LoadInto(this WeightPlan plan, nn.Module model, Func<string, bool>? mayLack = null, WeightMemory memory = WeightMemory.Copied)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(model);
        Dictionary<string, Tensor> state = model.state_dict();
        List<string> problems = [.. plan.Unexplained.Select(entry => $"unexplained {entry}")];
        var lacked = new List<string>();
        var copies = new List<(WeightPart Part, Tensor Target)>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string key, Tensor target) in state)
        {
            IReadOnlyList<WeightPart> parts = plan.PartsOf(key);
            if (parts.Count == 0)
            {
                if (!WeightPlan.IsTolerated(key) && !(key == "logit_scale" && plan.Layout.LacksTemperature) && mayLack?.Invoke(key) != true)
                {
                    problems.Add($"missing {key}");
                }
                else
                {
                    lacked.Add(key);
                }

                continue;
            }

            WeightPart part = parts[0];
            used.Add(part.Entry.Name);
            if (parts.Count > 1)
            {
                problems.Add($"{key} comes twice, as {parts[0].Entry.Name} and {parts[1].Entry.Name}");
            }
            else if (!target.shape.AsSpan().SequenceEqual([.. part.Shape]))
            {
                problems.Add($"{part.Entry} where [{string.Join(",", target.shape)}] is needed for {key}");
            }
            else
            {
                copies.Add((part, target));
            }
        }

        problems.AddRange(plan.Keys.Where(key => !state.ContainsKey(key)).SelectMany(plan.PartsOf).Select(part => part.Entry)
            .Where(entry => !used.Contains(entry.Name) && !WeightPlan.IsTolerated(entry.Name)).Distinct().Select(entry => $"unexplained {entry}"));
        if (problems.Count > 0)
        {
            string rest = problems.Count > MostNamed ? $"; and {problems.Count - MostNamed} more" : "";
            throw InvalidInputException.At(
                plan.File.Path, null, $"the weights do not fit the architecture: {string.Join("; ", problems.Take(MostNamed))}{rest}.");
        }

        Copy(plan.File, copies, memory);
        return lacked;
    }

    // Page faults, not arithmetic, bound the copying: several threads take them side by side.
    private static void Copy(WeightFile file, List<(WeightPart Part, Tensor Target)> copies, WeightMemory memory)
    {
        var problems = new ConcurrentQueue<InvalidInputException>();
        Parallel.ForEach(copies.OrderByDescending(copy => copy.Part.Entry.ByteLength), copy =>
        {
            try
            {
                Copy(file, copy.Part, copy.Target, memory);
            }
            catch (InvalidInputException e)
            {
                problems.Enqueue(e);
            }
        });
        if (problems.TryDequeue(out InvalidInputException? problem))
        {
            throw problem;
        }
    }

    private static void Copy(WeightFile file, WeightPart part, Tensor target, WeightMemory memory)
    {
        if (memory == WeightMemory.Mapped && TryMap(file, part, target))
        {
            return;
        }

        if (part.Change == WeightChange.None && target.device_type == DeviceType.CPU && target.is_contiguous()
            && TensorScalarTypes.ToScalarType(part.Entry.Type) == target.dtype)
        {
            if (part.Entry.ByteLength > 0)
            {
                file.CopyTo(part.Entry, target.bytes);
            }

            return;
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor source = file.Read(part.Entry);
        target.copy_(part.Change switch
        {
            WeightChange.Transpose => source.transpose(0, 1),
            WeightChange.Split => source.narrow(0, part.Shape[0] * part.Part, part.Shape[0]),
            _ => source,
        });
    }

    private static bool TryMap(WeightFile file, WeightPart part, Tensor target)
    {
        long bytes = part.Entry.ByteLength / (part.Change == WeightChange.Split ? part.Parts : 1);
        return bytes >= LeastMapped && part.Change is WeightChange.None or WeightChange.Split && target.device_type == DeviceType.CPU
            && TensorScalarTypes.ToScalarType(part.Entry.Type) == target.dtype && file.Place(part.Entry) is var (mapped, offset)
            && EngineMemory.TryMap(target, mapped, offset + (bytes * part.Part));
    }
}
