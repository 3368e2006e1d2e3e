using System.ComponentModel.DataAnnotations;

namespace MedClip.Training;

/// <summary>The two towers and what the images go through.</summary>
public sealed class ModelOptions
{
    /// <summary>Name of the model's preset, e.g. "film64"; null follows from the images' size.</summary>
    public string? Config { get; set; }

    /// <summary>Name of the image tower (<see cref="TowerPresets.Vision"/>), in place of the preset's; null keeps that.</summary>
    public string? Vision { get; set; }

    /// <summary>Name of the text tower (<see cref="TowerPresets.Text"/>), in place of the preset's; null keeps that.</summary>
    public string? Text { get; set; }

    /// <summary>Side of the square images in pixels; null follows from the images.</summary>
    [Range(16, 2048)]
    public int? ImageSize { get; set; }

    /// <summary>Width P of the shared embedding space; null takes the preset's.</summary>
    [Range(1, 65536)]
    public int? Projection { get; set; }

    /// <summary>Dropout of the image tower (a Swin's dropped paths); null takes the preset's.</summary>
    [Range(0, 0.95)]
    public double? VisionDropout { get; set; }

    /// <summary>Dropout of the text tower; null takes the preset's.</summary>
    [Range(0, 0.95)]
    public double? TextDropout { get; set; }

    /// <summary>Tokens of the vocabulary that is built from the sentences at most; null takes the preset's.</summary>
    [Range(64, 1_000_000)]
    public int? VocabularySize { get; set; }

    /// <summary>How training images are varied. Default <see cref="AugmentationPreset.Default"/>.</summary>
    public AugmentationPreset Augmentation { get; set; } = AugmentationPreset.Default;
}
