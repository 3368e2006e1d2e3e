using MedClip.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>A step with scaled gradients, in one pass where the optimizer can.</summary>
internal static class EngineStep
{
    public static void Run(optim.Optimizer optimizer, IReadOnlyList<Parameter> parameters, double factor) => ScaledStep.Run(optimizer, parameters, factor);
}
