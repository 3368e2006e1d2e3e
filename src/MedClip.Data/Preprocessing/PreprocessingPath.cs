namespace MedClip.Data;

/// <summary>The named ways from a decoded film to the model's input.</summary>
public enum PreprocessingPath
{
    /// <summary>Ours: the film fills the square whatever its size, 16 bits are scaled by the film's own range, bilinear with antialiasing.</summary>
    Default,

    /// <summary>The released feature extractor, bit for bit: canvas of at least the target size, 16 bits clipped, bicubic.</summary>
    Processor,

    /// <summary>The released evaluation datasets, bit for bit: as the processor, but bilinear, and normalised by a division.</summary>
    Evaluation,
}
