namespace MedClip.Models;

/// <summary>No text tower: a checkpoint of an image encoder alone, e.g. for linear probes. Encoding texts with it is an error.</summary>
public sealed record NoTextConfig : TextConfig
{
    /// <inheritdoc/>
    public override int FeatureSize => 0;

    /// <inheritdoc/>
    internal override double LeastParameters => 0;
}
