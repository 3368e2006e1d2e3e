using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>The image half of a dual encoder: an encoder and the projection into the shared space. Callable alone.</summary>
public sealed class ImageTower : NamedModule<Tensor, Tensor>
{
    private const int PathSteps = 8;

    private readonly IImageEncoder encoder;
    private readonly Module<Tensor, Tensor>? projection;
    private readonly Conv2d? local;
    private readonly Tensor? mean;
    private readonly Tensor? std;

    /// <summary>Creates a tower over an encoder.</summary>
    /// <param name="encoder">A module that encodes films; registered as <c>model</c>.</param>
    /// <param name="projectionSize">Size P of the shared space; 0, or an encoder that projects itself (MedCLIP's ResNet: <c>fc</c>), adds no projection.</param>
    /// <param name="bias">Whether the projection has a bias.</param>
    /// <param name="kind">The kind of projection.</param>
    /// <exception cref="ArgumentException">The encoder is no module.</exception>
    public ImageTower(IImageEncoder encoder, int projectionSize, bool bias = false, ProjectionKind kind = ProjectionKind.Linear)
        : this(encoder, projectionSize > 0 && !encoder.IsProjected ? ProjectionHeads.Create(kind, encoder.FeatureSize, projectionSize, bias) : null)
    {
    }

    internal ImageTower(IImageEncoder encoder, MedClipConfig config)
        : this(encoder, config.ProjectionSize, config.ProjectionBias, config.VisionProjection)
    {
        if (config.LocalFeatures)
        {
            local = Conv2d(((ResNetConfig)config.Vision).Widths[2] * ((ResNetConfig)config.Vision).Expansion, config.ProjectionSize, 1, bias: false);
            register_module("local_head", local);
        }

        if (config.Vision is { ChannelMean: { } means, ChannelStd: { } deviations })
        {
            mean = PerChannel(means);
            std = PerChannel(deviations);
            register_buffer("channel_mean", mean, persistent: false);
            register_buffer("channel_std", std, persistent: false);
        }
    }

    private ImageTower(IImageEncoder encoder, Module<Tensor, Tensor>? projection)
        : base(nameof(ImageTower))
    {
        this.encoder = encoder;
        this.projection = projection;
        register_module("model", encoder as nn.Module ?? throw new ArgumentException("An image encoder must derive from nn.Module.", nameof(encoder)));
        if (projection is not null)
        {
            register_module("projection_head", projection);
        }
    }

    /// <summary>The encoder.</summary>
    public IImageEncoder Encoder => encoder;

    /// <summary>The type that films are converted to; null: they are taken in theirs.</summary>
    internal ScalarType? InputType { get; set; }

    /// <summary>Projects films into the shared space, not normalised.</summary>
    /// <param name="input">Normalised films (N, C, H, W); one channel is repeated when the encoder takes three.</param>
    /// <returns>Embeddings (N, P).</returns>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return Project(encoder.EncodeFeatures(Pixels(input))).MoveToOuterDisposeScope();   // (N, C, H, W) -> (N, F) -> (N, P)
    }

    /// <summary>
    /// Where in a film an embedding's part along a direction comes from: Grad-CAM (Selvaraju et al. 2017, https://arxiv.org/abs/1610.02391, equations 1 and 2) at the encoder's last places. The
    /// direction may be that of a text, or the difference of two. Where places are no rectified maps but tokens that attend to each other, a token has no zero that means nothing, and norms dampen the
    /// gradient of those that stand out: there each token has a gradient of its own, averaged on the way from the mean of the film's tokens (integrated gradients, Sundararajan et al. 2017,
    /// https://arxiv.org/abs/1703.01365), so that the places' values before the rectifier add up to what the film's tokens add to the score of their mean.
    /// </summary>
    /// <param name="pixels">Normalised films (N, C, H, W).</param>
    /// <param name="direction">P numbers: the score is the unit embedding's product with them.</param>
    /// <returns>Maps (N, h, w), float32, not negative, on the device of the films; owned by the caller. Gradients of weights are left alone.</returns>
    /// <exception cref="InvalidOperationException">The encoder says nothing of places (<see cref="ISpatialEncoder"/>).</exception>
    public Tensor HeatMaps(Tensor pixels, Tensor direction)
    {
        if (encoder is not ISpatialEncoder spatial)
        {
            throw new InvalidOperationException($"{encoder.GetType().Name} says nothing of places; an encoder with heat maps implements ISpatialEncoder.");
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor tokens;
        using (no_grad())
        {
            tokens = spatial.EncodePlaces(Pixels(pixels)).detach();                         // (N, L, W)
        }

        Tensor along = direction.to(ScalarType.Float32);
        Tensor mean;
        using (no_grad())
        {
            mean = spatial.HasRectifiedPlaces ? zeros_like(tokens) : MeanPlaces(tokens, spatial.LeadingTokens);
        }

        int steps = spatial.HasRectifiedPlaces ? 1 : PathSteps;
        Tensor gradient = zeros_like(tokens, dtype: ScalarType.Float32);
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope inner = NewDisposeScope();
            double share = steps == 1 ? 1 : (step + 0.5) / steps;
            Tensor leaf = (mean + ((tokens - mean) * share)).detach().requires_grad_(true);
            using (enable_grad())
            {
                Tensor embedding = functional.normalize(Project(spatial.PoolPlaces(leaf)).to(ScalarType.Float32), dim: 1);   // (N, P)
                embedding.matmul(along).sum().backward(inputs: [leaf]);
            }

            using IDisposable frozen = no_grad();
            gradient.add_(leaf.grad!.to(ScalarType.Float32) / steps);
        }

        using IDisposable still = no_grad();
        long places = tokens.shape[1] - spatial.LeadingTokens, side = (long)Math.Round(Math.Sqrt(places));
        Tensor values = (tokens - mean).narrow(1, spatial.LeadingTokens, places).to(ScalarType.Float32);                        // (N, h·w, W)
        Tensor weights = gradient.narrow(1, spatial.LeadingTokens, places);
        Tensor map = spatial.HasRectifiedPlaces
            ? (values * weights.mean([1], keepdim: true)).sum(2)                            // equation 1, then 2
            : (values * weights).sum(2);
        return functional.relu(map).reshape(tokens.shape[0], side, side).MoveToOuterDisposeScope();   // (N, h, w)
    }

    /// <summary>GLoRIA's two kinds of image embedding: the film as a whole, and each region of its third stage.</summary>
    /// <param name="pixels">Normalised films (N, C, H, W).</param>
    /// <returns>Global (N, P) and local (N, P, h, w), not normalised; owned by the caller.</returns>
    /// <exception cref="InvalidOperationException">The configuration has no local features.</exception>
    public (Tensor Global, Tensor Local) EncodeRegions(Tensor pixels)
    {
        if (local is null || encoder is not ResNet resnet)
        {
            throw new InvalidOperationException("This tower has no local features (localFeatures in its configuration).");
        }

        using DisposeScope scope = NewDisposeScope();
        IReadOnlyList<Tensor> maps = resnet.StageMaps(Pixels(pixels));
        Tensor whole = Project(resnet.Pool(maps[^1]));
        return (whole.MoveToOuterDisposeScope(), local.call(maps[2]).MoveToOuterDisposeScope());
    }

    // Each place the mean of all places; leading tokens as they are.
    private static Tensor MeanPlaces(Tensor tokens, int leading)
    {
        Tensor places = tokens.narrow(1, leading, tokens.shape[1] - leading);
        Tensor mean = places.mean([1], keepdim: true).expand(places.shape);
        return leading == 0 ? mean : cat([tokens.narrow(1, 0, leading), mean], 1);          // (N, L, W)
    }

    private static Tensor PerChannel(IReadOnlyList<double> values) => tensor(values.Select(value => (float)value).ToArray(), [1, values.Count, 1, 1]);

    private Tensor Project(Tensor features) => projection is null ? features : projection.call(features);

    private Tensor Pixels(Tensor input)
    {
        if (input.shape.Length != 4 || (input.shape[1] != encoder.Channels && input.shape[1] != 1))
        {
            throw new ArgumentException(
                $"The films are ({string.Join(", ", input.shape)}); this tower takes (N, {encoder.Channels}, H, W) or one channel.", nameof(input));
        }

        input = InputType is { } type && input.dtype != type ? input.to(type) : input;
        if (input.shape[1] == encoder.Channels)
        {
            return input;
        }

        Tensor pixels = input.expand(input.shape[0], encoder.Channels, input.shape[2], input.shape[3]);   // (N, 1, H, W) -> (N, 3, H, W)
        return mean is null || std is null ? pixels : (pixels - mean) / std;
    }
}
