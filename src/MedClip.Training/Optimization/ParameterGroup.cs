using TorchSharp.Modules;

namespace MedClip.Training;

/// <summary>Parameters that share a full learning rate and a weight decay.</summary>
internal sealed record ParameterGroup(double LearningRate, double WeightDecay, IReadOnlyList<(string Name, Parameter Value)> Parameters);
