using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

public sealed class MedClipModelTests
{
    public static TheoryData<string> Architectures => [.. Small.Configs.Keys];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Embeddings_have_length_one_and_a_batch_equals_its_parts(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using MedClipModel model = Model(name);
        Tensor pixels = Pixels(name, 3);
        Tensor images = model.EncodeImages(pixels);
        images.shape.ShouldBe([3, 8]);
        Lengths(images).ShouldBe([1, 1, 1], 1e-5);
        Tensors.ShouldMatch(model.EncodeImages(pixels.narrow(0, 1, 1)), images.narrow(0, 1, 1), 1e-5, name);

        (Tensor ids, Tensor mask) = Texts();
        Tensor texts = model.EncodeTexts(ids, mask);
        texts.shape.ShouldBe([2, 8]);
        Lengths(texts).ShouldBe([1, 1], 1e-5);
        Tensors.ShouldMatch(model.EncodeTexts(ids.narrow(0, 1, 1).narrow(1, 0, 3), mask.narrow(0, 1, 1).narrow(1, 0, 3)), texts.narrow(0, 1, 1), 1e-5, "without padding");

        Tensor logits = model.call(pixels, ids, mask);
        Tensors.ShouldMatch(logits, images.matmul(texts.transpose(0, 1)) / 0.07, 1e-4, "cosine over the temperature");
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Every_parameter_receives_a_finite_gradient_that_is_not_zero(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using MedClipModel model = Model(name);
        model.train();
        (Tensor ids, Tensor mask) = Texts();
        Tensor logits = model.call(Pixels(name, 4), ids, mask);
        (logits * tensor(new float[] { 1, -2, 0.5f, 3, -1, 1, 2, 0.1f }, [4, 2])).sum().backward();
        foreach ((string key, TorchSharp.Modules.Parameter parameter) in model.named_parameters())
        {
            double[] gradient = Tensors.Numbers(parameter.grad.ShouldNotBeNull(key));
            gradient.ShouldAllBe(g => double.IsFinite(g), key);

            // A shift of all keys changes no softmax: the gradient of its bias is rounding noise.
            if (!key.EndsWith("key.bias", StringComparison.Ordinal))
            {
                gradient.Any(g => g != 0).ShouldBeTrue(key);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Nothing_lives_after_a_step_but_what_is_returned(string name)
    {
        using MedClipModel model = Model(name);
        using Tensor pixels = Pixels(name, 2);
        (Tensor ids, Tensor mask) = Texts();
        Step(model, pixels, ids, mask);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Step(model, pixels, ids, mask);
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
        using (no_grad())
        {
            using Tensor images = model.EncodeImages(pixels);
            DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before + 1);
        }

        ids.Dispose();
        mask.Dispose();
    }

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

    private static Tensor Pixels(string name, int count)
    {
        int size = Small.Configs[name].Vision.ImageSize;
        var random = new SplitMix64(3);
        var values = new float[count * size * size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)random.NextGaussian();
        }

        return tensor(values, [count, 1, size, size]);
    }

    private static (Tensor Ids, Tensor Mask) Texts() =>
        (tensor(new long[] { 2, 7, 9, 11, 3, 2, 5, 3, 0, 0 }, [2, 5]), tensor(new long[] { 1, 1, 1, 1, 1, 1, 1, 1, 0, 0 }, [2, 5]));

    private static double[] Lengths(Tensor rows) => [.. Tensors.Numbers(rows).Chunk((int)rows.shape[1]).Select(row => Math.Sqrt(row.Sum(x => x * x)))];

    private static void Step(MedClipModel model, Tensor pixels, Tensor ids, Tensor mask)
    {
        using DisposeScope scope = NewDisposeScope();
        model.call(pixels, ids, mask).sum().backward();
    }
}
