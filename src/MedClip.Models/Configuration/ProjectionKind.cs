namespace MedClip.Models;

/// <summary>What happens to embeddings in the shared space.</summary>
public enum EmbeddingNormalization
{
    /// <summary>They get length 1, so that products are cosines: every model here.</summary>
    UnitLength,

    /// <summary>They stay as the projection gives them; products are then no cosines.</summary>
    None,
}

/// <summary>What stands between a tower's pooled features and the shared space.</summary>
public enum ProjectionKind
{
    /// <summary>One dense layer: MedCLIP, CLIP, GLoRIA's images.</summary>
    Linear,

    /// <summary>Dense, ReLU, dense, the hidden width being the features': ConVIRT (https://arxiv.org/abs/2010.00747, equations 1 and 2).</summary>
    Perceptron,

    /// <summary>Nothing: the features are the embedding, e.g. GLoRIA's texts.</summary>
    None,
}
