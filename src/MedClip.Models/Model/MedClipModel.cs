// MedCLIP: Wang et al. 2022, https://arxiv.org/abs/2210.10163, section 3. Names are those of the released checkpoints
// (https://github.com/RyanWangZf/MedCLIP): vision_model.*, text_model.*, logit_scale.
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>
/// Two towers into one space and a learnable temperature. Either tower may be called alone or replaced by a module of your own.
/// Not thread-safe while training; encoding is, in evaluation mode.
/// </summary>
public sealed class MedClipModel : NamedModule<Tensor, Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "logit_scale")]
    private readonly Parameter logitScale;
    private readonly TemperatureConfig temperature;

    /// <summary>Creates a model with weights drawn from a seed.</summary>
    /// <param name="config">Its sizes; checked.</param>
    /// <param name="seed">Equal seeds give equal weights, on any machine and number of threads.</param>
    /// <exception cref="InvalidInputException">The configuration is wrong; the message lists everything.</exception>
    public MedClipModel(MedClipConfig config, SeedSequence seed)
        : this(EncoderFactory.Image(config.Validated()), EncoderFactory.Text(config), config) => WeightInitialization.Apply(this, config, seed);

    /// <summary>Creates a model over encoders of your own; their weights stay as they are.</summary>
    /// <param name="image">The image encoder, a module. A <see cref="ResNet"/> with outputs projects by itself.</param>
    /// <param name="text">The text encoder, a module.</param>
    /// <param name="projectionSize">Size P of the shared space.</param>
    /// <param name="projectionBias">Whether the projections have a bias.</param>
    /// <param name="temperature">The temperature; the paper's when null.</param>
    public MedClipModel(
        IImageEncoder image, ITextEncoder text, int projectionSize, bool projectionBias = false, TemperatureConfig? temperature = null)
        : this(new ImageTower(image, projectionSize, projectionBias), new TextTower(text, projectionSize, projectionBias), projectionSize, temperature)
    {
    }

    /// <summary>A model of a configuration whose weights are about to be loaded.</summary>
    internal MedClipModel(IImageEncoder image, ITextEncoder text, MedClipConfig config)
        : this(
            new ImageTower(image, config), new TextTower(text, config.ProjectionSize, config.ProjectionBias, config.TextProjection),
            config.ProjectionSize, config.Temperature) => Config = config;

    /// <summary>A model of a configuration whose numbers are undefined: every one must be loaded.</summary>
    internal static MedClipModel WithoutWeights(MedClipConfig config)
    {
        using IDisposable? skip = EngineMemory.SkipInitialization();
        return new MedClipModel(EncoderFactory.Image(config), EncoderFactory.Text(config), config);
    }

    private MedClipModel(ImageTower vision, TextTower text, int projectionSize, TemperatureConfig? temperature)
        : base(nameof(MedClipModel))
    {
        this.temperature = temperature ?? new TemperatureConfig();
        ProjectionSize = projectionSize;
        Vision = vision;
        Text = text;
        logitScale = Parameter(torch.tensor(this.temperature.Initial));
        register_module("vision_model", Vision);
        register_module("text_model", Text);
        register_parameter("logit_scale", logitScale);
    }

    /// <summary>The configuration it was built from; null for encoders of your own.</summary>
    public MedClipConfig? Config { get; }

    /// <summary>Size P of the shared space.</summary>
    public int ProjectionSize { get; }

    /// <summary>Where the model lies, and where films and texts must lie too.</summary>
    public Device Device => logitScale.device;

    /// <summary>Whether the model was turned into one for inference, which cannot be trained.</summary>
    public bool IsForInference { get; private set; }

    /// <summary>The image tower.</summary>
    public ImageTower Vision { get; }

    /// <summary>The text tower.</summary>
    public TextTower Text { get; }

    /// <summary>Embeds films.</summary>
    /// <param name="pixels">Normalised films (N, C, H, W).</param>
    /// <returns>Embeddings (N, P), of length 1 unless the configuration says otherwise, float32 under autocast; owned by the caller.</returns>
    public Tensor EncodeImages(Tensor pixels)
    {
        using DisposeScope scope = NewDisposeScope();
        return Normalize(Vision.call(pixels)).MoveToOuterDisposeScope();
    }

    /// <summary>Embeds texts.</summary>
    /// <param name="ids">Token ids (M, L), int64.</param>
    /// <param name="mask">Attention mask (M, L), int64.</param>
    /// <param name="batching">Whether padding counts where the configuration's pooling lets it.</param>
    /// <returns>Embeddings (M, P), of length 1 unless the configuration says otherwise, float32 under autocast; owned by the caller.</returns>
    public Tensor EncodeTexts(Tensor ids, Tensor mask, TextBatching batching = TextBatching.Exact)
    {
        using DisposeScope scope = NewDisposeScope();
        return Normalize(batching == TextBatching.Fast ? Text.EncodeMasked(ids, mask) : Text.call(ids, mask)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// A copy of this model for inference, in evaluation mode: on a device, in a precision, batch norms folded, convolutions channels-last. Films
    /// may still come as float32; embeddings are float32.
    /// </summary>
    /// <param name="options">Device, precision and form; float32 on the CPU when null.</param>
    /// <returns>A model of its own; this one stays as it is.</returns>
    /// <exception cref="InvalidOperationException">The model has encoders of your own, which cannot be copied; see <see cref="UseForInference"/>.</exception>
    /// <exception cref="InvalidInputException">The device is not to be had, float16 is asked for on the CPU, or less than float32 with TorchSharp.</exception>
    public MedClipModel ToInference(InferenceOptions? options = null)
    {
        if (Config is null)
        {
            throw new InvalidOperationException("A model with encoders of your own cannot be copied; UseForInference turns the model itself.");
        }

        MedClipModel copy = WithoutWeights(Config);
        copy.load_state_dict(state_dict());
        return copy.UseForInference(options);
    }

    /// <summary>Turns this very model into one for inference (<see cref="ToInference"/>), without a second set of weights.</summary>
    /// <param name="options">Device, precision and form; float32 on the CPU when null.</param>
    /// <returns>This model.</returns>
    /// <exception cref="InvalidInputException">The device is not to be had, float16 is asked for on the CPU, or less than float32 with TorchSharp; the model is as it was.</exception>
    public MedClipModel UseForInference(InferenceOptions? options = null)
    {
        options ??= new InferenceOptions();
        Device device = ComputeDevice.Parse(options.Device);
        ScalarType type = options.Precision.TypeOn(device);
        if (type != ScalarType.Float32 && !PrecisionScope.SupportsBFloat16)
        {
            throw new InvalidInputException(PrecisionScope.Limitation!);
        }

        eval();
        if (Vision.Encoder is IConvolutional convolutional)
        {
            convolutional.Prepare(options.FoldBatchNorm, options.ChannelsLast);
        }

        this.to(device);   // the temperature stays float32
        Vision.to(type);
        Text.to(type);
        Vision.InputType = type;
        foreach (Parameter parameter in parameters())
        {
            parameter.requires_grad = false;
        }

        IsForInference = true;
        return this;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Training is asked for, and this is a model for inference.</exception>
    public override void train(bool train = true)
    {
        if (train && IsForInference)
        {
            throw new InvalidOperationException("A model for inference cannot be trained: its batch norms are folded or its weights rounded. Train the model that it was made from.");
        }

        base.train(train);
    }

    /// <summary>
    /// 1/τ = exp(a), after clamping the parameter a itself as the released code does: its gradient is not zero at the bound, so that it
    /// can leave it again.
    /// </summary>
    /// <returns>A scalar that carries the gradient of a; owned by the caller.</returns>
    public Tensor LogitScale()
    {
        using DisposeScope scope = NewDisposeScope();
        using (no_grad())
        {
            logitScale.clamp_(temperature.Minimum, temperature.Maximum);
        }

        return logitScale.exp().MoveToOuterDisposeScope();
    }

    /// <summary>Equations (6) and (7)'s logits.</summary>
    /// <param name="input1">Normalised films (N, C, H, W).</param>
    /// <param name="input2">Token ids (M, L).</param>
    /// <param name="input3">Attention mask (M, L).</param>
    /// <returns>Logits (N, M): cosine over τ.</returns>
    public override Tensor forward(Tensor input1, Tensor input2, Tensor input3)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = EncodeImages(input1);                                              // (N, P)
        Tensor texts = EncodeTexts(input2, input3);                                        // (M, P)
        using IDisposable exact = PrecisionScope.Enter(NumericPrecision.Float32, input1.device);
        return (LogitScale() * images.matmul(texts.transpose(0, 1))).MoveToOuterDisposeScope();   // (N, M)
    }

    private Tensor Normalize(Tensor embeddings)
    {
        bool half = embeddings.dtype is ScalarType.BFloat16 or ScalarType.Float16;
        Tensor wide = half ? embeddings.to(ScalarType.Float32) : embeddings;
        return Config?.Normalization == EmbeddingNormalization.None ? wide : functional.normalize(wide, dim: 1);
    }
}
