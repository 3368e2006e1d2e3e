namespace MedClip.Training;

/// <summary>What an objective wants encoded of a batch.</summary>
[Flags]
public enum EncodedParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Unit embeddings of the images.</summary>
    Images = 1,

    /// <summary>Unit embeddings of the texts.</summary>
    Texts = 2,

    /// <summary>Image embeddings before normalisation; the towers must be <see cref="IFeatureTowers"/>.</summary>
    Features = 4,

    /// <summary>Embeddings of the images' regions and of the texts' words; the towers must be <see cref="ILocalTowers"/>.</summary>
    Local = 8,
}
