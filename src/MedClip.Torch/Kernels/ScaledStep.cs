using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Torch;

/// <summary>A step of an optimizer with all gradients multiplied by a factor, as clipping by the global norm needs it: AdamW does it on the way, for others the gradients are scaled first.</summary>
public static class ScaledStep
{
    /// <summary>Makes the step. What the gradients hold afterwards is not defined.</summary>
    /// <param name="optimizer">Any optimizer.</param>
    /// <param name="parameters">All its parameters.</param>
    /// <param name="factor">What gradients are multiplied by.</param>
    public static void Run(optim.Optimizer optimizer, IEnumerable<Parameter> parameters, double factor)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(parameters);
        if (optimizer is AdamW own)
        {
            own.StepScaled(factor);
            return;
        }

        if (factor != 1)
        {
            using IDisposable outside = no_grad();
            foreach (Parameter parameter in parameters)
            {
                using Tensor? gradient = parameter.grad;
                gradient?.mul_(factor);
            }
        }

        optimizer.step();
    }
}
