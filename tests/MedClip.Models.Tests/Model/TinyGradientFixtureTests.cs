using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>fixtures/models/tiny-*: losses, and the gradient of every parameter, in float32 and float64, in evaluation and in training; at the README's tolerances.</summary>
[Trait("Category", "Fixtures")]
public sealed class TinyGradientFixtureTests
{
    [SkippableTheory]
    [InlineData(false, 1e-6)]
    [InlineData(true, 1e-12)]
    public void Losses_agree(bool doubles, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach (TinyModel tiny in TinyModel.All(doubles))
        {
            using MedClipModel model = tiny.Build(TextPooling.Reference);
            Tensor logits = model.call(tiny.Pixels, tiny.Inputs["input_ids"], tiny.Inputs["attention_mask"]);
            Tensor augmented = model.call(tiny.Pixels, tiny.Inputs["aug_input_ids"], tiny.Inputs["aug_attention_mask"]);
            Tensors.ShouldMatch(tiny.Inputs["img_labels"].matmul(tiny.Inputs["text_labels"].transpose(0, 1)), tiny.Expected["label_similarity"], 1e-12, "label similarity");
            Tensors.ShouldMatch(tiny.SoftLoss(logits), tiny.Expected["loss.soft"], tolerance, "soft");
            Tensors.ShouldMatch((tiny.SoftLoss(logits) + tiny.SoftLoss(augmented)) / 2, tiny.Expected["loss.soft.with_augmented"], tolerance, "with drop-outs");

            // Exact text mode depends on padding: the first texts by themselves, padded as before.
            long films = tiny.Pixels.shape[0];
            string hard = tiny.Expected.Keys.Single(key => key.StartsWith("loss.clip.", StringComparison.Ordinal));
            Tensor square = logits.narrow(1, 0, films);
            Tensor places = arange(films, dtype: ScalarType.Int64);
            Tensor loss = (nn.functional.cross_entropy(square, places) + nn.functional.cross_entropy(square.transpose(0, 1), places)) / 2;
            Tensors.ShouldMatch(loss, tiny.Expected[hard], tolerance, hard);
        }
    }

    [SkippableTheory]
    [InlineData(false, false, 1e-4)]
    [InlineData(true, false, 3e-2)]
    [InlineData(false, true, 1e-12)]
    [InlineData(true, true, 1e-12)]
    public void The_gradient_of_every_parameter_agrees(bool training, bool doubles, double tolerance)
    {
        Skip.IfNot(doubles || NarrowConvolutions.AreRight, NarrowConvolutions.Reason);
        using DisposeScope scope = NewDisposeScope();
        string prefix = training ? "train." : "";
        int compared = 0;
        foreach (TinyModel tiny in TinyModel.All(doubles).Where(tiny => tiny.Expected.ContainsKey($"{prefix}loss.soft")))
        {
            using MedClipModel model = tiny.Build(TextPooling.Reference);
            model.Vision.train(training);
            Tensor loss = tiny.SoftLoss(model.call(tiny.Pixels, tiny.Inputs["input_ids"], tiny.Inputs["attention_mask"]));
            loss.backward();
            Tensors.ShouldMatch(loss, tiny.Expected[$"{prefix}loss.soft"], doubles ? 1e-12 : training ? 1e-5 : 1e-6, "loss");
            double floor = tiny.Expected.Where(e => e.Key.StartsWith($"{prefix}grad.", StringComparison.Ordinal) && !e.Key.EndsWith(".norm", StringComparison.Ordinal))
                .Max(e => Tensors.Numbers(e.Value).Max(Math.Abs)) / 100;
            foreach ((string name, TorchSharp.Modules.Parameter parameter) in model.named_parameters())
            {
                string key = $"{prefix}grad.{name}";
                if (tiny.WithoutGradient.Contains(name))
                {
                    (parameter.grad is null || Tensors.Numbers(parameter.grad).All(g => g == 0)).ShouldBeTrue(name);
                }
                else if (tiny.Expected.TryGetValue(key, out Tensor? whole))
                {
                    Tensors.Difference(parameter.grad!, whole, floor).ShouldBeLessThanOrEqualTo(tolerance, name);
                    compared++;
                }
                else if (tiny.Expected.TryGetValue($"{key}.first16", out Tensor? first))
                {
                    // In float64 the goldens hold the first numbers of each gradient and its length.
                    Tensor flat = parameter.grad!.flatten();
                    Tensors.Difference(flat.narrow(0, 0, first.numel()), first.flatten(), floor).ShouldBeLessThanOrEqualTo(tolerance, name);
                    Tensors.Difference(flat.pow(2).sum().sqrt(), tiny.Expected[$"{key}.norm"], floor).ShouldBeLessThanOrEqualTo(tolerance, name);
                    compared++;
                }
                else
                {
                    training.ShouldBeTrue(name);   // in training mode the goldens hold the image tower's gradients only
                }
            }

            foreach ((string key, Tensor expected) in tiny.Expected.Where(e => training && e.Key.StartsWith("train.buffer.", StringComparison.Ordinal)))
            {
                Tensors.ShouldMatch(model.state_dict()[key["train.buffer.".Length..]], expected, doubles ? 1e-12 : 1e-5, key);
            }
        }

        compared.ShouldBeGreaterThan(0);
    }
}
