using System.Text.Json.Serialization;

namespace MedClip.Models;

/// <summary>The architecture of an image tower, as it is kept in a checkpoint's manifest.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "architecture")]
[JsonDerivedType(typeof(ResNetConfig), "resnet")]
[JsonDerivedType(typeof(SwinConfig), "swin")]
[JsonDerivedType(typeof(VitConfig), "vit")]
public abstract record VisionConfig
{
    /// <summary>Height and width of the films in pixels.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Channels that the tower takes: 1 or 3. A film of one channel is repeated for a tower of three, as the reference does.</summary>
    public int Channels { get; init; } = 3;

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
    }
}
