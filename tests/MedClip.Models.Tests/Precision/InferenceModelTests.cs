using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>Models for inference against the models that they were made from. Tolerances are differences over the largest magnitude.</summary>
public sealed class InferenceModelTests
{
    private const double Float32Tolerance = 1e-5;

    // bfloat16 has 8 bits: 2^-9 for one rounding, some dozen of them in a row; in nets as narrow as these they don't average out. Autocast rounds
    // between float32 weights and bfloat16 states at other places. Wider nets: the test over fixtures.
    private const double BFloat16Tolerance = 5e-2;
    private const double AutocastTolerance = 0.15;

    public static TheoryData<string> Models => [.. Small.All.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Folded_batch_norms_and_channels_last_change_nothing_but_rounding(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        MedClipConfig config = Small.All[name];
        using MedClipModel model = Model(config);
        Dictionary<string, double[]> state = State(model);
        (Tensor images, Tensor texts) = Embed(model, config);
        foreach ((bool fold, bool last) in new[] { (true, true), (true, false), (false, true), (false, false) })
        {
            using MedClipModel copy = model.ToInference(new InferenceOptions { FoldBatchNorm = fold, ChannelsLast = last });
            (Tensor copied, Tensor copiedTexts) = Embed(copy, config);
            Tensors.ShouldMatch(copied, images, Float32Tolerance, $"folded {fold}, channels last {last}");
            Tensors.ShouldMatch(copiedTexts, texts, Float32Tolerance, "texts");
            copy.parameters().ShouldAllBe(parameter => !parameter.requires_grad);
        }

        State(model).ShouldAllBe(pair => pair.Value.SequenceEqual(state[pair.Key]));
    }

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void A_bfloat16_copy_holds_bfloat16_and_stays_near_float32(string name)
    {
        Skip.IfNot(PrecisionScope.SupportsBFloat16, PrecisionScope.Limitation ?? "");
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        MedClipConfig config = Small.All[name];
        using MedClipModel model = Model(config);
        using MedClipModel copy = model.ToInference(new InferenceOptions { Precision = NumericPrecision.BFloat16 });
        copy.Vision.parameters().Concat(copy.Text.parameters()).ShouldAllBe(parameter => parameter.dtype == ScalarType.BFloat16);
        (Tensor images, Tensor texts) = Embed(model, config);
        (Tensor low, Tensor lowTexts) = Embed(copy, config);
        (low.dtype, lowTexts.dtype).ShouldBe((ScalarType.Float32, ScalarType.Float32));
        Tensors.Difference(low, images, 0).ShouldBeInRange(1e-7, BFloat16Tolerance);
        Tensors.Difference(lowTexts, texts, 0).ShouldBeInRange(1e-7, BFloat16Tolerance);
        copy.LogitScale().dtype.ShouldBe(ScalarType.Float32);
    }

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Autocast_stays_near_float32(string name)
    {
        Skip.IfNot(PrecisionScope.SupportsBFloat16, PrecisionScope.Limitation ?? "");
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        MedClipConfig config = Small.All[name];
        using MedClipModel model = Model(config);
        (Tensor images, Tensor texts) = Embed(model, config);
        using (PrecisionScope.Enter(NumericPrecision.BFloat16))
        {
            (Tensor low, Tensor lowTexts) = Embed(model, config);
            Tensors.Difference(low, images, 0).ShouldBeInRange(1e-7, AutocastTolerance);
            Tensors.Difference(lowTexts, texts, 0).ShouldBeInRange(1e-7, AutocastTolerance);
        }

        Tensors.ShouldMatch(Embed(model, config).Images, images, 1e-6, "the scope restores");
    }

    [SkippableFact]
    [Trait("Category", "Fixtures")]
    public void The_tiny_models_of_the_fixtures_keep_their_goldens()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach (TinyModel tiny in TinyModel.All())
        {
            using MedClipModel model = tiny.Build(TextPooling.Masked);
            foreach ((NumericPrecision precision, double tolerance) in new[] { (NumericPrecision.Float32, Float32Tolerance), (NumericPrecision.BFloat16, 2e-2) })
            {
                if (precision != NumericPrecision.Float32 && !PrecisionScope.SupportsBFloat16)
                {
                    continue;
                }

                using MedClipModel copy = model.ToInference(new InferenceOptions { Precision = precision });
                Tensors.ShouldMatch(copy.EncodeImages(tiny.Pixels), tiny.Expected["image_embeds"], tolerance, $"{tiny.Folder} in {precision}");
                Tensors.ShouldMatch(
                    copy.EncodeTexts(tiny.Inputs["input_ids"], tiny.Inputs["attention_mask"]), tiny.Expected["text_embeds.masked"], tolerance, $"texts in {precision}");
            }
        }
    }

    [Fact]
    public void A_folded_state_is_that_of_the_same_network()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        MedClipConfig config = Small.All["bottleneck"];
        using MedClipModel model = Model(config);
        using MedClipModel folded = model.ToInference();
        using MedClipModel plain = Model(config);
        plain.load_state_dict(folded.state_dict());
        Tensors.ShouldMatch(Embed(plain, config).Images, Embed(model, config).Images, Float32Tolerance, "weights of a folded copy in an ordinary model");
    }

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Nothing_lives_after_a_forward_of_a_copy(string name)
    {
        Skip.IfNot(PrecisionScope.SupportsBFloat16, PrecisionScope.Limitation ?? "");
        MedClipConfig config = Small.All[name];
        using MedClipModel model = Model(config);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        MedClipModel copy = model.ToInference(new InferenceOptions { Precision = NumericPrecision.BFloat16 });
        using Tensor pixels = Small.Pixels(config, 2);
        using (no_grad())
        {
            long ready = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            copy.EncodeImages(pixels).Dispose();
            DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(ready);
        }

        copy.Dispose();
        pixels.Dispose();
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
    }

    [Fact]
    public void Float16_is_refused_on_the_processor_and_leaves_the_model_as_it_was()
    {
        using DisposeScope scope = NewDisposeScope();
        using MedClipModel model = Model(Small.All["vit"]);
        Should.Throw<InvalidInputException>(() => model.UseForInference(new InferenceOptions { Precision = NumericPrecision.Float16 })).Message.ShouldContain("CUDA");
        Should.Throw<InvalidInputException>(() => PrecisionScope.Enter(NumericPrecision.Float16)).Message.ShouldContain("CUDA");
        model.IsForInference.ShouldBeFalse();
        model.train();
    }

    [Fact]
    public void A_model_for_inference_is_not_trained()
    {
        using DisposeScope scope = NewDisposeScope();
        using MedClipModel model = Model(Small.All["resnet"]).UseForInference();
        model.IsForInference.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => model.train()).Message.ShouldContain("inference");
        model.eval();
    }

    [Fact]
    public void A_model_over_encoders_of_ones_own_is_turned_but_not_copied()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using var model = new MedClipModel(new ResNet(ResNetConfig.Film64), new Bert(Small.Text), projectionSize: 8);
        Should.Throw<InvalidOperationException>(() => model.ToInference()).Message.ShouldContain("UseForInference");
        NumericPrecision precision = PrecisionScope.SupportsBFloat16 ? NumericPrecision.BFloat16 : NumericPrecision.Float32;
        model.UseForInference(new InferenceOptions { Precision = precision }).EncodeImages(zeros(1, 1, 64, 64)).dtype.ShouldBe(ScalarType.Float32);
    }

    // Batch norms as after training: scales, offsets and statistics that are not those of a new network.
    private static MedClipModel Model(MedClipConfig config)
    {
        var model = new MedClipModel(config, new SeedSequence(2));
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        manual_seed(3);
        foreach ((string key, Tensor value) in model.state_dict())
        {
            if (key.EndsWith("running_mean", StringComparison.Ordinal))
            {
                value.copy_(randn(value.shape) * 0.3);
            }
            else if (key.EndsWith("running_var", StringComparison.Ordinal))
            {
                value.copy_(rand(value.shape) + 0.3);
            }
            else if (value.shape.Length == 1 && key.Contains("bn", StringComparison.Ordinal))
            {
                value.add_(randn(value.shape) * 0.2);
            }
        }

        model.eval();
        return model;
    }

    private static (Tensor Images, Tensor Texts) Embed(MedClipModel model, MedClipConfig config)
    {
        (Tensor ids, Tensor mask) = Small.Texts(config);
        return (model.EncodeImages(Small.Pixels(config, 2)), model.EncodeTexts(ids, mask));
    }

    private static Dictionary<string, double[]> State(MedClipModel model) => model.state_dict().ToDictionary(pair => pair.Key, pair => Tensors.Numbers(pair.Value));
}
