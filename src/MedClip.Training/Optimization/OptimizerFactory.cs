using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>Makes the optimizer that the options name, and what is saved of it.</summary>
internal static class OptimizerFactory
{
    public static (OptimizerHelper Optimizer, OptimizerMoments Moments) Create(IReadOnlyList<ParameterGroup> groups, OptimizerOptions options)
    {
        string[] names = [.. groups.SelectMany(group => group.Parameters).Select(parameter => parameter.Name)];
        if (options.Kind == OptimizerKind.Sgd)
        {
            var sgd = new SGD(
                groups.Select(group => new SGD.ParamGroup(
                    group.Parameters.Select(parameter => parameter.Value), group.LearningRate, options.Momentum, 0, group.WeightDecay, options.Nesterov)),
                options.LearningRate, options.Momentum, 0, options.WeightDecay, options.Nesterov);
            return (sgd, OptimizerMoments.Of(sgd, [.. groups.SelectMany(group => group.Parameters)], options.Momentum > 0));
        }

        var adam = new AdamW(
            groups.Select(group => new AdamW.ParamGroup(
                group.Parameters.Select(parameter => parameter.Value), group.LearningRate,
                options.Beta1, options.Beta2, options.Epsilon, group.WeightDecay)),
            options.LearningRate, options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay);
        return (adam, OptimizerMoments.Of(adam, names));
    }
}
