using MedClip.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Training.Tests;

/// <summary>The tiny model of the training goldens (fixtures/training/README.md), and of tests that need any model at all.</summary>
internal sealed class TinyTowers : Module<Tensor, Tensor>, IContrastiveTowers
{
    private readonly TinyVision vision = new();
    private readonly TinyText text;

    public TinyTowers(double dropout = 0)
        : base(nameof(TinyTowers))
    {
        set_num_threads(1);
        text = new TinyText(dropout);
        LogScale = Parameter(tensor(2.65926f));
        register_parameter("logit_scale", LogScale);
        register_module("vision_model", vision);
        register_module("text_model", text);
    }

    public Parameter LogScale { get; private set; }

    public nn.Module Module => this;

    public Tensor EncodeImages(Tensor pixels) => functional.normalize(vision.call(pixels));

    public Tensor EncodeTexts(Tensor tokenIds, Tensor attentionMask) => functional.normalize(text.Encode(tokenIds, attentionMask));

    public override Tensor forward(Tensor input) => EncodeImages(input);

    public TinyTowers InDouble()
    {
        this.to(ScalarType.Float64);
        LogScale = named_parameters().Single(parameter => parameter.name == "logit_scale").parameter;
        return this;
    }

    public void Load(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        using IDisposable outside = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((string name, Parameter parameter) in named_parameters())
        {
            parameter.copy_(tensor(file.Read<float>(name), parameter.shape));
        }
    }

    /// <summary>Weights from splitmix64, so that two models are equal.</summary>
    public TinyTowers Randomised(ulong seed)
    {
        using IDisposable outside = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((string name, Parameter parameter) in named_parameters())
        {
            if (parameter.dim() < 2)
            {
                parameter.fill_(name.EndsWith("bias", StringComparison.Ordinal) ? 0 : name == "logit_scale" ? 2.65926 : 1);
                continue;
            }

            SplitMix64 random = new SeedSequence(seed).For(name).ToRandom();
            parameter.copy_(tensor(Enumerable.Range(0, (int)parameter.numel()).Select(_ => (float)(0.3 * random.NextGaussian())).ToArray(), parameter.shape));
        }

        return this;
    }

    private sealed class TinyVision : Module<Tensor, Tensor>
    {
        private readonly Conv2d conv1 = Conv2d(1, 8, 3, stride: 2, padding: 1);
        private readonly Conv2d conv2 = Conv2d(8, 16, 3, stride: 2, padding: 1);
        private readonly LayerNorm norm = LayerNorm(16, eps: 1e-5);
        private readonly Linear fc = Linear(16, 16);
        private readonly Linear projection = Linear(16, 12, hasBias: false);

        public TinyVision()
            : base(nameof(TinyVision))
        {
            register_module("conv1", conv1);
            register_module("conv2", conv2);
            register_module("norm", norm);
            register_module("fc", fc);
            register_module("projection_head", projection);
        }

        public override Tensor forward(Tensor input)
        {
            Tensor x = functional.gelu(conv2.call(functional.gelu(conv1.call(input)))); // (B, 16, 4, 4)
            return projection.call(functional.gelu(fc.call(norm.call(x.mean([2, 3]))))); // (B, 16) -> (B, 12)
        }
    }

    private sealed class TinyText : Module<Tensor, Tensor>
    {
        private readonly Embedding embeddings = Embedding(50, 16);
        private readonly Linear fc1 = Linear(16, 32);
        private readonly Linear fc2 = Linear(32, 16);
        private readonly LayerNorm norm = LayerNorm(16, eps: 1e-12);
        private readonly Linear projection = Linear(16, 12, hasBias: false);
        private readonly Dropout dropout;

        public TinyText(double rate)
            : base(nameof(TinyText))
        {
            dropout = Dropout(rate);
            register_module("embeddings", embeddings);
            register_module("fc1", fc1);
            register_module("fc2", fc2);
            register_module("LayerNorm", norm);
            register_module("projection_head", projection);
            register_module("dropout", dropout);
        }

        public Tensor Encode(Tensor ids, Tensor mask)
        {
            Tensor e = embeddings.call(ids); // (B, T, 16)
            Tensor x = norm.call(e + fc2.call(functional.gelu(fc1.call(dropout.call(e)))));
            Tensor weights = mask.to_type(x.dtype).unsqueeze(-1); // (B, T, 1)
            return projection.call((x * weights).sum(1) / weights.sum(1)); // (B, 16) -> (B, 12)
        }

        public override Tensor forward(Tensor input) => Encode(input, ones_like(input));
    }
}
