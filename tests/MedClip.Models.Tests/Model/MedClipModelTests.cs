using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

public sealed class MedClipModelTests
{
    [Fact]
    public void Weights_follow_from_the_seed_alone()
    {
        using DisposeScope scope = NewDisposeScope();
        MedClipConfig config = Small.Configs["resnet"];
        using var first = new MedClipModel(config, new SeedSequence(5));
        manual_seed(99);
        using var same = new MedClipModel(config, new SeedSequence(5));
        using var other = new MedClipModel(config, new SeedSequence(6));
        foreach ((string key, Tensor value) in first.state_dict())
        {
            Tensors.Numbers(same.state_dict()[key]).ShouldBe(Tensors.Numbers(value), key);
        }

        const string Key = "text_model.projection_head.weight";
        Tensors.Numbers(other.state_dict()[Key]).ShouldNotBe(Tensors.Numbers(first.state_dict()[Key]));
        double[] projection = Tensors.Numbers(first.state_dict()[Key]);
        Math.Sqrt(projection.Average(w => w * w)).ShouldBe(1 / Math.Sqrt(16), 0.06);
    }

    [Fact]
    public void The_temperature_starts_at_the_papers_and_stays_within_its_bounds()
    {
        using DisposeScope scope = NewDisposeScope();
        using MedClipModel model = Model("resnet");
        model.LogitScale().item<float>().ShouldBe(1 / 0.07f, 1e-4f);
        using (no_grad())
        {
            model.state_dict()["logit_scale"].fill_(9f);
        }

        Tensor scale = model.LogitScale();
        scale.item<float>().ShouldBe(100.003f, 0.01f);
        scale.backward();
        Tensors.Numbers(model.named_parameters().Single(p => p.name == "logit_scale").parameter.grad!)[0].ShouldBe(100.003, 0.01);
    }

    [Fact]
    public void Embeddings_have_length_one_unless_the_configuration_says_otherwise()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using MedClipModel unit = Model("vit");
        using var raw = new MedClipModel(Small.Configs["vit"] with { Normalization = EmbeddingNormalization.None }, new SeedSequence(1));
        raw.eval();
        Lengths(unit.EncodeImages(Pixels("vit", 3))).ShouldBe([1, 1, 1], 1e-5);
        Tensors.ShouldMatch(raw.EncodeImages(Pixels("vit", 3)), unit.Vision.call(Pixels("vit", 3)), 1e-6, "as projected");
        Should.Throw<InvalidInputException>(() => (Small.Configs["vit"] with { Normalization = (EmbeddingNormalization)7 }).Validated()).Message.ShouldContain("normalization");
    }

    [Fact]
    public void Dropout_acts_in_training_and_not_in_evaluation()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        MedClipConfig config = Small.Configs["vit"] with { Vision = (VitConfig)Small.Configs["vit"].Vision with { Dropout = 0.5 } };
        using var model = new MedClipModel(config, new SeedSequence(1));
        Tensor pixels = Pixels("vit", 1);
        model.train();
        Tensors.Numbers(model.EncodeImages(pixels)).ShouldNotBe(Tensors.Numbers(model.EncodeImages(pixels)));
        model.eval();
        Tensors.Numbers(model.EncodeImages(pixels)).ShouldBe(Tensors.Numbers(model.EncodeImages(pixels)));
    }

    [Fact]
    public void Inputs_of_a_wrong_shape_are_refused_with_both_shapes()
    {
        using DisposeScope scope = NewDisposeScope();
        using MedClipModel model = Model("swin");
        Should.Throw<ArgumentException>(() => model.EncodeImages(zeros(1, 1, 32, 32))).Message.ShouldContain("44");
        Should.Throw<ArgumentException>(() => model.EncodeImages(zeros(1, 3, 44, 44))).Message.ShouldContain("1, 3, 44, 44");
        Tensor ids = ones([1, 33], dtype: ScalarType.Int64);
        Should.Throw<ArgumentException>(() => model.EncodeTexts(ids, ids)).Message.ShouldContain("33");
    }

    [SkippableFact]
    public void Bfloat16_stays_near_float32_and_the_scope_restores()
    {
        Skip.IfNot(PrecisionScope.SupportsBFloat16, PrecisionScope.Limitation ?? "");
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach (string name in Small.Configs.Keys)
        {
            using MedClipModel model = Model(name);
            Tensor pixels = Pixels(name, 2);
            (Tensor ids, Tensor mask) = Texts();
            Tensor logits = model.call(pixels, ids, mask);
            using (PrecisionScope.Enter(NumericPrecision.BFloat16))
            {
                Tensor low = model.call(pixels, ids, mask);
                low.dtype.ShouldBe(ScalarType.Float32);
                Tensors.Difference(low, logits, 0).ShouldBeInRange(1e-9, 0.15, name);
            }

            Tensors.ShouldMatch(model.call(pixels, ids, mask), logits, 1e-6, name);
        }
    }

    private static MedClipModel Model(string name)
    {
        var model = new MedClipModel(Small.Configs[name], new SeedSequence(1));
        model.eval();
        return model;
    }

    private static Tensor Pixels(string name, int count) => Small.Pixels(Small.Configs[name], count);

    private static double[] Lengths(Tensor rows) => [.. Tensors.Numbers(rows).Chunk((int)rows.shape[1]).Select(row => Math.Sqrt(row.Sum(x => x * x)))];

    private static (Tensor Ids, Tensor Mask) Texts() => Small.Texts(Small.Configs["resnet"]);
}
