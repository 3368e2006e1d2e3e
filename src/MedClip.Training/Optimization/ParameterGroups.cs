using TorchSharp.Modules;

namespace MedClip.Training;

/// <summary>Sorts a model's parameters into groups that share weight decay and learning rate.</summary>
public static class ParameterGroups
{
    /// <summary>Whether a rule decays a parameter.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="name">The parameter's full name, e.g. "text_model.LayerNorm.weight".</param>
    /// <param name="dimensions">Its number of dimensions.</param>
    public static bool IsDecayed(DecayRule rule, string name, long dimensions)
    {
        ArgumentNullException.ThrowIfNull(name);
        return rule == DecayRule.Clean
            ? dimensions >= 2
            : !name.Contains("bias", StringComparison.Ordinal) && !name.Contains("LayerNorm.weight", StringComparison.Ordinal);
    }

    /// <summary>Groups the parameters that learn; each group keeps the model's order.</summary>
    /// <param name="parameters">Names and parameters in the model's order.</param>
    /// <param name="options">Decay rule, decay, the towers' factors and the layers' decay.</param>
    /// <returns>Groups without an empty one, decayed before undecayed for each learning rate.</returns>
    internal static IReadOnlyList<ParameterGroup> Of(IReadOnlyList<(string Name, Parameter Value)> parameters, OptimizerOptions options)
    {
        IReadOnlyDictionary<string, int> depths = LayerDepths.Below(parameters.Select(parameter => parameter.Name));
        return
        [
            .. parameters.Where(parameter => parameter.Value.requires_grad)
                .GroupBy(parameter => (
                    Rate: options.LearningRate * Scale(parameter.Name, options) * Math.Pow(options.LayerDecay, depths[parameter.Name]),
                    Decay: IsDecayed(options.DecayRule, parameter.Name, parameter.Value.dim()) ? options.WeightDecay : 0))
                .Select(group => new ParameterGroup(group.Key.Rate, group.Key.Decay, [.. group])),
        ];
    }

    private static double Scale(string name, OptimizerOptions options) =>
        name.StartsWith(InitialWeights.Vision, StringComparison.Ordinal) ? options.VisionLearningRateScale
        : name.StartsWith(InitialWeights.Text, StringComparison.Ordinal) ? options.TextLearningRateScale
        : name.StartsWith(LearnedTensors.ObjectivePrefix, StringComparison.Ordinal) ? 1
        : options.LogScaleLearningRateScale;
}
