namespace MedClip.Cli;

/// <summary>A protocol that a plan can ask for.</summary>
internal enum EvaluationPart
{
    /// <summary>Zero-shot classification, with one set of prompts and with draws.</summary>
    ZeroShot,

    /// <summary>Linear probe.</summary>
    Probe,

    /// <summary>Probes on shares of the training patients.</summary>
    DataEfficiency,

    /// <summary>Calibration, thresholds and abstention.</summary>
    Calibration,

    /// <summary>By view, sex and age where the table says them.</summary>
    Subgroups,

    /// <summary>Film to text, text to film, film to film.</summary>
    Retrieval,

    /// <summary>Cosines of same-finding texts among the nearest.</summary>
    Similarity,

    /// <summary>Embeddings in a plane.</summary>
    Plot,

    /// <summary>The geometry of space and loss (Appendix A).</summary>
    Geometry,

    /// <summary>GLoRIA's words in regions; when asked for by name.</summary>
    LocalZeroShot,

    /// <summary>Learned prompts; when asked for by name.</summary>
    PromptLearning,

    /// <summary>Heads trained on wrong labels; when asked for by name.</summary>
    NoisyLabels,

    /// <summary>What in a film raises a finding's score.</summary>
    HeatMaps,
}
