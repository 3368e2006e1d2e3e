namespace MedClip.Models;

/// <summary>How texts are put into batches.</summary>
public enum TextBatching
{
    /// <summary>
    /// In the order given, each batch padded to its longest text, pooled as the configuration says: what the released code computes. With
    /// <see cref="TextPooling.Reference"/> an embedding depends on how far its batch was padded.
    /// </summary>
    Exact,

    /// <summary>
    /// Texts of a like length together, so that there is little padding, and padding never counts: <see cref="TextPooling.Reference"/> is computed as
    /// <see cref="TextPooling.Masked"/>. Results come in the order given and equal those of each text alone.
    /// </summary>
    Fast,
}
