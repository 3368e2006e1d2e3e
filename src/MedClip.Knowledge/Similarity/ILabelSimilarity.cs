namespace MedClip.Knowledge;

/// <summary>How alike the labels of images and of texts are. Implementations are immutable and thread-safe.</summary>
public interface ILabelSimilarity
{
    /// <summary>The similarity of each image to each text.</summary>
    /// <param name="images">N×K label vectors of images, row-major.</param>
    /// <param name="texts">M×K label vectors of texts, row-major.</param>
    /// <param name="width">K, the length of a label vector; at least 1.</param>
    /// <param name="similarity">Receives N×M numbers, row-major.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    void Compute(ReadOnlySpan<double> images, ReadOnlySpan<double> texts, int width, Span<double> similarity);
}
