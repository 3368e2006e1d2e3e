using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>What holds for every model: gradients, towers alone and together, batches, memory.</summary>
public sealed class ArchitectureTests
{
    public static TheoryData<string> Models => [.. Small.All.Keys];

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Every_parameter_receives_a_finite_gradient_that_is_not_zero(string name)
    {
        Skip.IfNot(NarrowConvolutions.AreRight, NarrowConvolutions.Reason);
        using DisposeScope scope = NewDisposeScope();
        MedClipConfig config = Small.All[name];
        using MedClipModel model = Model(config);
        model.train();
        (Tensor ids, Tensor mask) = Small.Texts(config);
        Tensor pixels = Small.Pixels(config, 4);
        Tensor loss = (model.call(pixels, ids, mask) * tensor(new float[] { 1, -2, 0.5f, 3, -1, 1, 2, 0.1f }, [4, 2])).sum();
        if (config.LocalFeatures)
        {
            (_, Tensor regions) = model.Vision.EncodeRegions(pixels.narrow(0, 0, 2));
            (Tensor words, _) = model.Text.EncodeWords(ids, mask, Small.Tokenizer);
            (Tensor context, _) = LocalAttention.Attend(words, regions);
            loss = loss + LocalAttention.Similarity(words, context).sum();
        }

        loss.backward();
        foreach ((string key, TorchSharp.Modules.Parameter parameter) in model.named_parameters())
        {
            // The official weights have a dense layer over [CLS] that only one pooling uses (parameters_without_gradient in fixtures/models).
            if (key.StartsWith("text_model.model.pooler.", StringComparison.Ordinal) && ((BertConfig)config.Text).Pooling != TextPooling.Pooler)
            {
                (parameter.grad is null || Tensors.Numbers(parameter.grad).All(g => g == 0)).ShouldBeTrue(key);
                continue;
            }

            double[] gradient = Tensors.Numbers(parameter.grad.ShouldNotBeNull(key));
            gradient.ShouldAllBe(g => double.IsFinite(g), key);

            // A shift of all keys changes no softmax: the gradient of their bias is rounding noise.
            if (!key.EndsWith("key.bias", StringComparison.Ordinal) && !key.EndsWith("k_proj.bias", StringComparison.Ordinal))
            {
                gradient.Any(g => g != 0).ShouldBeTrue(key);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Towers_alone_and_together_agree(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        MedClipConfig config = Small.All[name];
        using MedClipModel model = Model(config);
        (Tensor ids, Tensor mask) = Small.Texts(config);
        Tensor pixels = Small.Pixels(config, 3);
        Tensor images = Unit(model.Vision.call(pixels));
        Tensor texts = Unit(model.Text.call(ids, mask));
        images.shape.ShouldBe([3, 8]);
        Tensors.ShouldMatch(model.EncodeImages(pixels), images, 1e-6, "images");
        Tensors.ShouldMatch(model.EncodeTexts(ids, mask), texts, 1e-6, "texts");
        Tensors.ShouldMatch(model.call(pixels, ids, mask), Math.Exp(config.Temperature.Initial) * images.matmul(texts.transpose(0, 1)), 1e-5, "logits");
        if (config.LocalFeatures)
        {
            (Tensor whole, _) = model.Vision.EncodeRegions(pixels);
            Tensors.ShouldMatch(Unit(whole), images, 1e-6, "the film as a whole");
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_batch_of_one_equals_a_batch_of_many_but_for_exact_text_mode(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        MedClipConfig config = Small.All[name];
        using MedClipModel model = Model(config);
        (Tensor ids, Tensor mask) = Small.Texts(config);
        Tensor pixels = Small.Pixels(config, 3);
        Tensor images = model.EncodeImages(pixels);
        for (int i = 0; i < 3; i++)
        {
            Tensors.ShouldMatch(model.EncodeImages(pixels.narrow(0, i, 1)), images.narrow(0, i, 1), 1e-5, $"film {i}");
        }

        (Tensor shortIds, Tensor shortMask) = (ids.narrow(0, 1, 1).narrow(1, 0, 3), mask.narrow(0, 1, 1).narrow(1, 0, 3));
        Tensor alone = model.EncodeTexts(shortIds, shortMask);
        double exact = Tensors.Difference(alone, model.EncodeTexts(ids, mask).narrow(0, 1, 1), 0);
        double fast = Tensors.Difference(alone, model.EncodeTexts(ids, mask, TextBatching.Fast).narrow(0, 1, 1), 0);
        bool dependsOnPadding = config.Text is BertConfig { Pooling: TextPooling.Reference };
        exact.ShouldBeInRange(dependsOnPadding ? 1e-3 : 0, dependsOnPadding ? 2 : 1e-5, "padding counts in the reference's pooling and in no other");
        fast.ShouldBeLessThan(1e-5);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Nothing_lives_after_a_forward_or_a_step_but_what_is_returned(string name)
    {
        MedClipConfig config = Small.All[name];
        using MedClipModel model = Model(config);
        using Tensor pixels = Small.Pixels(config, 2);
        (Tensor ids, Tensor mask) = Small.Texts(config);
        Step(model, pixels, ids, mask);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Step(model, pixels, ids, mask);
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
        using (no_grad())
        {
            Live(() => [model.EncodeImages(pixels)]).ShouldBe(1);
            Live(() => [model.EncodeTexts(ids, mask)]).ShouldBe(1);
            Live(() => [model.EncodeTexts(ids, mask, TextBatching.Fast)]).ShouldBe(1);
            Live(() => [model.call(pixels, ids, mask)]).ShouldBe(1);
            if (config.LocalFeatures)
            {
                (Tensor whole, Tensor regions) = model.Vision.EncodeRegions(pixels);
                (Tensor words, _) = model.Text.EncodeWords(ids, mask, Small.Tokenizer);
                Live(() => Two(model.Vision.EncodeRegions(pixels))).ShouldBe(2);
                Live(() => [model.Text.EncodeWords(ids, mask, Small.Tokenizer).Words]).ShouldBe(1);
                Live(() => Two(LocalAttention.Attend(words, regions))).ShouldBe(2);
                Array.ForEach([whole, regions, words], tensor => tensor.Dispose());
            }
        }

        ids.Dispose();
        mask.Dispose();
    }

    private static MedClipModel Model(MedClipConfig config)
    {
        var model = new MedClipModel(config, new SeedSequence(1));
        model.eval();
        return model;
    }

    private static Tensor Unit(Tensor rows) => rows / rows.pow(2).sum(1, keepdim: true).sqrt();

    private static Tensor[] Two((Tensor First, Tensor Second) pair) => [pair.First, pair.Second];

    private static long Live(Func<Tensor[]> run)
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Tensor[] results = run();
        long more = DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
        Array.ForEach(results, result => result.Dispose());
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
        return more;
    }

    private static void Step(MedClipModel model, Tensor pixels, Tensor ids, Tensor mask)
    {
        using DisposeScope scope = NewDisposeScope();
        model.call(pixels, ids, mask).sum().backward();
    }
}
