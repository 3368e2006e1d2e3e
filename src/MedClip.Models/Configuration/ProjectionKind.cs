namespace MedClip.Models;

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
