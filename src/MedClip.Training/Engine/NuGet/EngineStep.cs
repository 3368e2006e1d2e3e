using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>A step with scaled gradients: TorchSharp's optimizers take them as they are.</summary>
internal static class EngineStep
{
    public static void Run(optim.Optimizer optimizer, IReadOnlyList<Parameter> parameters, double factor)
    {
        GradientClipping.Scale(parameters, factor);
        optimizer.step();
    }
}
