using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

public sealed class ZeroShotHeadTests
{
    private static readonly PromptSet Prompts = new(
    [
        new FindingPrompts(Finding.Edema, ["edema", "wet"], ["dry"]),
        new FindingPrompts(Finding.NoFinding, ["clear"], []),
    ]);

    private static readonly Dictionary<string, float[]> Embeddings = new()
    {
        ["edema"] = [1, 0], ["wet"] = [0.6f, 0.8f], ["dry"] = [-1, 0], ["clear"] = [0, 1],
    };

    [Fact]
    public void A_finding_with_negatives_scores_by_the_difference_and_one_without_by_its_logit()
    {
        ZeroShotHead head = Head(PromptEnsemble.MeanLogit, paired: true);
        head.Findings.Names.ShouldBe(["Edema", "No Finding"]);
        head.Score([1, 0, 0, 1]).ShouldBe([10 * (0.8f + 1), 0, 10 * 0.4f, 10], 1e-4);
        Head(PromptEnsemble.MaxLogit, paired: false).Score([1, 0, 0, 1]).ShouldBe([10, 0, 8, 10], 1e-4);
    }

    [Fact]
    public void Prompts_are_embedded_once()
    {
        int calls = 0;
        var head = new ZeroShotHead(Prompts, texts => { calls++; return Embed(texts); }, 10);
        head.Score([1, 0]);
        head.Score([0, 1]);
        calls.ShouldBe(1);
    }

    [Fact]
    public void A_models_head_scores_as_its_forward_does_and_leaves_its_mode()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new MedClipModel(Small.Configs["resnet"], new SeedSequence(1));
        var tokenizer = new WordPieceTokenizer(Vocabulary.Of(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "edema", "wet", "dry", "clear"]));
        model.train();
        ZeroShotHead head = ZeroShotHead.Create(model, tokenizer, Prompts, PromptEnsemble.MeanLogit, paired: false);
        model.training.ShouldBeTrue();
        model.eval();
        using IDisposable noGradient = no_grad();
        (Tensor ids, Tensor mask) = tokenizer.Encode(["clear"], 8).ToTensors();
        Tensor pixels = ones(1, 1, 32, 32);
        float[] images = [.. Tensors.Numbers(model.EncodeImages(pixels)).Select(x => (float)x)];
        head.Score(images)[1].ShouldBe((float)Tensors.Numbers(model.call(pixels, ids, mask))[0], 1e-3f);
        head.Width.ShouldBe(8);
    }

    private static ZeroShotHead Head(PromptEnsemble ensemble, bool paired) => new(Prompts, Embed, 10, ensemble, paired);

    private static float[] Embed(IReadOnlyList<string> texts) => [.. texts.SelectMany(text => Embeddings[text])];
}
