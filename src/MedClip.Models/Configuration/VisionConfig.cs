using System.Text.Json.Serialization;

namespace MedClip.Models;

/// <summary>The architecture of an image tower, as it is kept in a checkpoint's manifest.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "architecture")]
[JsonDerivedType(typeof(ClipResNetConfig), "clip-resnet")]
[JsonDerivedType(typeof(ClipVitConfig), "clip-vit")]
[JsonDerivedType(typeof(ResNetConfig), "resnet")]
[JsonDerivedType(typeof(SwinConfig), "swin")]
[JsonDerivedType(typeof(VitConfig), "vit")]
public abstract record VisionConfig
{
    /// <summary>Height and width of the films in pixels.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Channels that the tower takes: 1 or 3. A film of one channel is repeated for a tower of three, as the reference does.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>
    /// Mean of each channel in [0, 1], for towers that were trained on colour pictures; null when films arrive normalised. With it, a film of one
    /// channel is in [0, 1], is repeated, and is normalised here channel by channel; a film of as many channels as the tower's is taken as it is.
    /// </summary>
    public IReadOnlyList<double>? ChannelMean { get; init; }

    /// <summary>Deviation of each channel; given exactly when <see cref="ChannelMean"/> is.</summary>
    public IReadOnlyList<double>? ChannelStd { get; init; }

    /// <summary>Size of the pooled features before the projection.</summary>
    [JsonIgnore]
    public abstract int FeatureSize { get; }

    /// <summary>A lower bound of the number of parameters, to be compared with a file's size before anything is allocated.</summary>
    internal abstract double LeastParameters { get; }

    /// <summary>All that is wrong with the numbers; empty when they fit together.</summary>
    public virtual IEnumerable<string> Problems()
    {
        if (ImageSize is < 8 or > 4096)
        {
            yield return $"vision.imageSize is {ImageSize}; it must be 8 to 4096 pixels.";
        }

        if (Channels is not (1 or 3))
        {
            yield return $"vision.channels is {Channels}; it must be 1 or 3.";
        }

        if ((ChannelMean?.Count ?? Channels) != Channels || ChannelMean?.Count != ChannelStd?.Count || ChannelStd?.All(std => std > 0) == false)
        {
            yield return "vision.channelMean and vision.channelStd must hold one number for each channel, the deviations above 0, or both be absent.";
        }
    }
}
