// An image encoder of one's own beside the library's BERT: any module that implements IImageEncoder is a tower.
using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

string[] sentences = ["No pleural effusion.", "There is a small pleural effusion on the left."];
WordPieceTokenizer tokenizer = WordPieceTokenizer.Build(sentences, size: 256);
using var model = new MedClipModel(
    new SmallNet(), new Bert(BertConfig.Film64 with { VocabularySize = tokenizer.VocabularySize }), projectionSize: 64);
using DisposeScope scope = NewDisposeScope();
(Tensor ids, Tensor mask) = tokenizer.Encode(sentences, maxLength: 77).ToTensors();
Tensor films = randn(2, 1, 64, 64);                                                        // (N, C, H, W)
Tensor logits = model.call(films, ids, mask);                                              // (N, M): cosine over the temperature
nn.functional.cross_entropy(logits, arange(2, dtype: ScalarType.Int64)).backward();        // trains like any other model
Console.WriteLine($"films x sentences: {string.Join(" x ", logits.shape)}");
Console.WriteLine($"parameters with a gradient: {model.parameters().Count(parameter => parameter.grad is not null)} of {model.parameters().Count()}");
return 0;

/// <summary>Two convolutions and a mean over all places.</summary>
internal sealed class SmallNet : nn.Module<Tensor, Tensor>, IImageEncoder
{
    private readonly nn.Module<Tensor, Tensor> layers =
        nn.Sequential(nn.Conv2d(1, 16, 5, stride: 4), nn.ReLU(), nn.Conv2d(16, 32, 3, stride: 2), nn.ReLU());

    public SmallNet()
        : base(nameof(SmallNet)) => RegisterComponents();

    public int Channels => 1;

    public int FeatureSize => 32;

    public Tensor EncodeFeatures(Tensor pixels) => call(pixels);

    public override Tensor forward(Tensor input) => layers.call(input).mean([2, 3]);
}
