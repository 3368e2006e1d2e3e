using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>Everything that a run trains by name: the towers' tensors, and the objective's behind "objective.".</summary>
internal sealed record LearnedTensors(IReadOnlyList<(string Name, Parameter Value)> Parameters, IReadOnlyList<(string Name, Tensor Value)> Buffers)
{
    public const string ObjectivePrefix = "objective.";

    public IEnumerable<(string Name, Tensor Value)> All => Parameters.Select(entry => (entry.Name, (Tensor)entry.Value)).Concat(Buffers);

    public static LearnedTensors Of(IContrastiveTowers towers, IContrastiveObjective objective)
    {
        nn.Module? own = objective.Module;
        return new(
            [
                .. towers.Module.named_parameters().Select(entry => (entry.name, entry.parameter)),
                .. own?.named_parameters().Select(entry => (ObjectivePrefix + entry.name, entry.parameter)) ?? [],
            ],
            [
                .. towers.Module.named_buffers(include_nonpersistent: false).Select(entry => (entry.name, entry.buffer)),
                .. own?.named_buffers(include_nonpersistent: false).Select(entry => (ObjectivePrefix + entry.name, entry.buffer)) ?? [],
            ]);
    }
}
