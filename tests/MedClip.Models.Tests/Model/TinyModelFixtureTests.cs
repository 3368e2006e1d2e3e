using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>fixtures/models/tiny-*: hidden states, pooled, projected, normalised, logits, clamps; at the README's tolerances.</summary>
[Trait("Category", "Fixtures")]
public sealed class TinyModelFixtureTests
{
    private static readonly (string Name, TextPooling Pooling)[] Poolings =
        [("reference", TextPooling.Reference), ("masked", TextPooling.Masked), ("pooler", TextPooling.Pooler)];

    [SkippableTheory]
    [InlineData(false, 1e-5)]
    [InlineData(true, 1e-12)]
    public void Image_towers_agree_at_every_stage(bool doubles, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach (TinyModel tiny in TinyModel.All(doubles))
        {
            using MedClipModel model = tiny.Build(TextPooling.Reference);
            if (model.Vision.Encoder is Swin swin)
            {
                IReadOnlyList<Tensor> states = swin.HiddenStates(tiny.Pixels);
                for (int i = 0; i < states.Count; i++)
                {
                    if (tiny.Expected.TryGetValue($"vision.hidden.{i}.image0", out Tensor? expected))
                    {
                        Tensors.ShouldMatch(states[i].narrow(0, 0, 1), expected, tolerance, $"{tiny.Folder} stage {i}");
                    }
                }

                if (tiny.Expected.TryGetValue("vision.last_hidden", out Tensor? last))
                {
                    Tensors.ShouldMatch(swin.LastHidden(tiny.Pixels), last, tolerance, "last hidden");
                }

                Tensors.ShouldMatch(swin.call(tiny.Pixels), tiny.Expected["vision.pooled"], tolerance, "pooled");
            }
            else
            {
                var resnet = (ResNet)model.Vision.Encoder;
                var probe = new StageProbe(resnet);
                probe.WatchInput("stem", "layer1.0");
                for (int layer = 1; layer <= 4; layer++)
                {
                    probe.Watch($"layer{layer}", $"layer{layer}").ShouldBeTrue();
                }

                Tensor maps = resnet.Maps(tiny.Pixels);
                foreach ((string key, Tensor expected) in tiny.Expected.Where(pair => pair.Key.Contains(".image0", StringComparison.Ordinal)))
                {
                    // vision.layer2.image0.ch0-3: the first film, and of early stages the first channels.
                    Tensors.ShouldMatch(probe.Seen[key.Split('.')[1]].narrow(0, 0, 1).narrow(1, 0, expected.shape[1]), expected, tolerance, $"{tiny.Folder} {key}");
                }

                Tensors.ShouldMatch(maps.mean([2, 3]), tiny.Expected["vision.pooled"], tolerance, "pooled");
            }

            Tensors.ShouldMatch(model.Vision.call(tiny.Pixels), tiny.Expected["image_embeds_raw"], tolerance, "projected");
            Tensors.ShouldMatch(model.EncodeImages(tiny.Pixels), tiny.Expected["image_embeds"], tolerance, "image embeddings");
            Tensors.ShouldMatch(model.EncodeImages(tiny.Pixels.narrow(1, 0, 1)), tiny.Expected["image_embeds.one_channel"], tolerance, "one channel");
        }
    }

    [SkippableTheory]
    [InlineData(false, 1e-5)]
    [InlineData(true, 1e-12)]
    public void Text_towers_and_logits_agree_for_every_pooling(bool doubles, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach (TinyModel tiny in TinyModel.All(doubles))
        {
            (Tensor ids, Tensor mask) = (tiny.Inputs["input_ids"], tiny.Inputs["attention_mask"]);
            foreach ((string name, TextPooling pooling) in Poolings)
            {
                using MedClipModel model = tiny.Build(pooling);
                var bert = (Bert)model.Text.Encoder;
                IReadOnlyList<Tensor> states = bert.HiddenStates(ids, mask);
                for (int i = 0; i < states.Count; i++)
                {
                    Tensors.ShouldMatch(states[i], tiny.Expected[$"text.hidden.{i}"], tolerance, $"{tiny.Folder} layer {i}");
                }

                Tensors.ShouldMatch(bert.call(ids, mask), tiny.Expected[$"text.pooled.{name}"], tolerance, name);
                Tensors.ShouldMatch(model.Text.call(ids, mask), tiny.Expected[$"text_embeds_raw.{name}"], tolerance, name);
                Tensors.ShouldMatch(model.EncodeTexts(ids, mask), tiny.Expected[$"text_embeds.{name}"], tolerance, name);
                Tensors.ShouldMatch(model.call(tiny.Pixels, ids, mask), tiny.Expected[$"logits_per_image.{name}"], tolerance, name);
                if (tiny.Expected.TryGetValue($"text_embeds.{name}.each_alone", out Tensor? alone))
                {
                    Tensors.ShouldMatch(EachAlone(model, ids, mask), alone, tolerance, $"{name} alone");
                }
            }
        }
    }

    [SkippableTheory]
    [InlineData(false, 1e-5)]
    [InlineData(true, 1e-12)]
    public void The_temperature_is_clamped_in_the_parameter_as_the_reference_does(bool doubles, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach (TinyModel tiny in TinyModel.All(doubles))
        {
            foreach (string key in tiny.Expected.Keys.Where(k => k.StartsWith("clamp.", StringComparison.Ordinal) && k.EndsWith(".logits", StringComparison.Ordinal)))
            {
                using MedClipModel model = tiny.Build(TextPooling.Reference);
                double start = double.Parse(key["clamp.".Length..^".logits".Length], CultureInfo.InvariantCulture);
                Tensor parameter = model.state_dict()["logit_scale"];
                parameter.fill_(start);
                Tensor logits = model.call(tiny.Pixels, tiny.Inputs["input_ids"], tiny.Inputs["attention_mask"]);
                Tensors.ShouldMatch(logits, tiny.Expected[key], tolerance, key);
                Tensors.ShouldMatch(parameter, tiny.Expected[key.Replace(".logits", ".logit_scale_after", StringComparison.Ordinal)], 1e-6, key);
            }
        }
    }

    [SkippableFact]
    public void Prompt_ensembles_agree()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach (TinyModel tiny in TinyModel.All())
        {
            using MedClipModel model = tiny.Build(TextPooling.Reference);
            float[] images = [.. Tensors.Numbers(model.EncodeImages(tiny.Pixels)).Select(x => (float)x)];
            Tensor[] classes = [.. tiny.Inputs.Keys.Where(key => key.StartsWith("prompt.", StringComparison.Ordinal) && key.EndsWith(".input_ids", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(key => model.EncodeTexts(tiny.Inputs[key], tiny.Inputs[key.Replace(".input_ids", ".attention_mask", StringComparison.Ordinal)]))];
            int[] counts = [.. classes.Select(c => (int)c.shape[0])];
            float[] prompts = [.. classes.SelectMany(Tensors.Numbers).Select(x => (float)x)];
            foreach ((string name, PromptEnsemble ensemble) in new[] { ("mean", PromptEnsemble.MeanLogit), ("max", PromptEnsemble.MaxLogit) })
            {
                var logits = new float[images.Length / model.ProjectionSize * counts.Length];
                ZeroShotArithmetic.ClassLogits<float>(images, prompts, counts, model.ProjectionSize, TextEmbedding.Scale(model), ensemble, logits);
                Tensors.ShouldMatch(tensor(logits, [.. tiny.Expected[$"zero_shot.{name}"].shape]), tiny.Expected[$"zero_shot.{name}"], 1e-5, name);
            }
        }
    }

    private static Tensor EachAlone(MedClipModel model, Tensor ids, Tensor mask) => cat(
        [.. Enumerable.Range(0, (int)ids.shape[0]).Select(i =>
        {
            long length = (long)Tensors.Numbers(mask.narrow(0, i, 1)).Sum();
            return model.EncodeTexts(ids.narrow(0, i, 1).narrow(1, 0, length), mask.narrow(0, i, 1).narrow(1, 0, length));
        })],
        0);
}
