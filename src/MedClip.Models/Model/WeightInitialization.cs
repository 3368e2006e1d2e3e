using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>
/// Initial weights from a seed: each parameter has its own stream, named by its key, so that they depend neither on the order of
/// construction nor on libtorch's generator. Convolutions: He et al. 2015 (https://arxiv.org/abs/1502.01852, section 2.2, fan out);
/// transformers: normal with their <c>InitializerRange</c>; projections: normal with deviation 1/√inputs; norms: 1 and 0.
/// </summary>
internal static class WeightInitialization
{
    public static void Apply(MedClipModel model, MedClipConfig config, SeedSequence seed)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach ((string name, Parameter parameter) in model.named_parameters())
        {
            if (name == "logit_scale")
            {
                continue;
            }

            long[] shape = parameter.shape;
            var values = new float[parameter.numel()];
            if (name.EndsWith("class_embedding", StringComparison.Ordinal))
            {
                FillNormal(values, Deviation(name, shape, config), seed.For("weights").For(name).ToRandom());
            }
            else if (shape.Length < 2)
            {
                values.AsSpan().Fill(name.EndsWith(".weight", StringComparison.Ordinal) ? 1f : 0f);
            }
            else
            {
                FillNormal(values, Deviation(name, shape, config), seed.For("weights").For(name).ToRandom());
            }

            if (name.EndsWith("word_embeddings.weight", StringComparison.Ordinal))
            {
                values.AsSpan(0, (int)shape[1]).Clear();   // the padding token's row
            }

            parameter.copy_(torch.tensor(values, shape));
        }
    }

    private static double Deviation(string name, long[] shape, MedClipConfig config)
    {
        if (name.Contains(".projection_head.", StringComparison.Ordinal) || name == "vision_model.model.fc.weight")
        {
            return 1 / Math.Sqrt(shape[1]);
        }

        if (name.StartsWith("text_model.", StringComparison.Ordinal))
        {
            return config.Text is BertConfig bert ? bert.InitializerRange : 0.02;
        }

        return config.Vision switch
        {
            SwinConfig swin => swin.InitializerRange,
            VitConfig vit => vit.InitializerRange,
            ClipVitConfig => 0.02,
            _ when shape.Length == 2 => 1 / Math.Sqrt(shape[1]),
            _ => Math.Sqrt(2.0 / (shape[0] * shape[2] * shape[3])),
        };
    }

    private static void FillNormal(Span<float> values, double deviation, SplitMix64 random)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(deviation * random.NextGaussian());
        }
    }
}
