using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>
/// A network of fixtures/models/full, whatever it is called: the names of its stages tell whose it is, the number of its parameters which of the published
/// sizes it has, and its description whether CLIP's activations are the quick ones.
/// </summary>
internal static class FullNetwork
{
    private const int Classes = 1000;

    /// <summary>The network with the formula's weights, and what its own names are here.</summary>
    public static (nn.Module Model, Func<string, string?> Rename) Build(JsonElement facts)
    {
        ulong seed = facts.GetProperty("seed").GetUInt64();
        long parameters = facts.GetProperty("parameters").GetInt64();
        string[] stages = [.. facts.GetProperty("stage_shapes").EnumerateObject().Select(stage => stage.Name)];
        bool Has(string prefix) => Array.Exists(stages, stage => stage.StartsWith(prefix, StringComparison.Ordinal));
        WeightLayout? layout = Has("vision_model.model.") ? WeightLayouts.MedClip : Has("vision_model.") ? WeightLayouts.ClipHuggingFace : Has("visual.") ? WeightLayouts.OpenClip : null;
        if (layout is not null)
        {
            bool quick = $"{facts.GetProperty("network")} {facts.GetProperty("note")}".Contains("quick", StringComparison.OrdinalIgnoreCase);
            IEnumerable<MedClipConfig> known = layout == WeightLayouts.MedClip
                ? [MedClipConfig.MedClipVit, MedClipConfig.MedClipResNet with { Text = BertConfig.Base }]
                : Architectures.All.Values.Where(config => config.Text is ClipTextConfig text && text.QuickGelu == quick && config.Vision is ClipResNetConfig == Has("visual.layer1"));
            return Dual(Fitting(known.Select<MedClipConfig, Func<nn.Module>>(config => () => MedClipModel.WithoutWeights(config)), parameters), layout, seed);
        }

        IEnumerable<Func<nn.Module>> single = Has("layer1.")
            ? new[] { ResNetConfig.ResNet18, ResNetConfig.ResNet34, ResNetConfig.ResNet50, ResNetConfig.ResNet101 }.Select<ResNetConfig, Func<nn.Module>>(config => () => new ResNet(config, outputs: Classes, bias: true))
            : Has("encoder.layers.") ? new[] { SwinConfig.Tiny, SwinConfig.Small, SwinConfig.Base }.Select<SwinConfig, Func<nn.Module>>(config => () => new Swin(config))
            : new[] { BertConfig.Base, BertConfig.Small, BertConfig.Tiny }.Select<BertConfig, Func<nn.Module>>(config => () => new Bert(config));
        nn.Module module = Fitting(single, parameters);
        FormulaWeights.Fill(module, seed);
        HashSet<string> own = [.. module.state_dict().Keys];
        return (module, key => own.Contains(key) ? key : null);
    }

    private static nn.Module Fitting(IEnumerable<Func<nn.Module>> known, long parameters)
    {
        foreach (Func<nn.Module> make in known)
        {
            nn.Module module = make();
            if (module.parameters().Sum(parameter => parameter.numel()) == parameters)
            {
                return module;
            }

            module.Dispose();
        }

        throw new Xunit.Sdk.XunitException($"no published network of this kind has {parameters} parameters");
    }

    private static (nn.Module Model, Func<string, string?> Rename) Dual(nn.Module model, WeightLayout layout, ulong seed)
    {
        using var file = new FormulaFile(layout, model, seed);
        WeightPlan plan = WeightPlan.Of(file, layout);
        plan.LoadInto(model);
        var inward = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string key in model.state_dict().Keys)
        {
            foreach (WeightPart part in plan.PartsOf(key))
            {
                inward.TryAdd(part.Entry.Name, key);
            }
        }

        return (model, key => inward.GetValueOrDefault(key));
    }
}
