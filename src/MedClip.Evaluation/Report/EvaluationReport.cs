namespace MedClip.Evaluation;

/// <summary>What a report shows; <see cref="HtmlReport"/> writes it as a page, <see cref="ReportJson"/> as numbers.</summary>
public sealed record EvaluationReport
{
    /// <summary>The heading.</summary>
    public required string Title { get; init; }

    /// <summary>Zero-shot classification; null when there was none.</summary>
    public ZeroShotResult? ZeroShot { get; init; }

    /// <summary>Image-to-text retrieval; null when there was none.</summary>
    public RetrievalResult? Retrieval { get; init; }

    /// <summary>Zero-shot classification over several draws of prompts; null when there was none.</summary>
    public PromptDraws? PromptDraws { get; init; }

    /// <summary>The linear probe; null when there was none.</summary>
    public ProbeReport? Probe { get; init; }

    /// <summary>Retrieval in other directions.</summary>
    public IReadOnlyList<NamedRetrieval> MoreRetrievals { get; init; } = [];

    /// <summary>Cosines of same-finding texts among each film's nearest, by finding.</summary>
    public IReadOnlyList<SimilarityHistogram> Similarities { get; init; } = [];

    /// <summary>Calibration and thresholds, by finding.</summary>
    public IReadOnlyList<FindingOperation> Operation { get; init; } = [];

    /// <summary>Maps to probabilities, each judged on patients that it was not fitted on, by finding.</summary>
    public IReadOnlyList<FindingCrossFit> CrossFits { get; init; } = [];

    /// <summary>Subgroups, by attribute.</summary>
    public IReadOnlyList<SubgroupTable> Subgroups { get; init; } = [];

    /// <summary>Embeddings in a plane.</summary>
    public IReadOnlyList<EmbeddingPlot> Plots { get; init; } = [];

    /// <summary>The geometry of the shared space and of the loss; null when it was not measured.</summary>
    public LossGeometry? Geometry { get; init; }

    /// <summary>GLoRIA's zero-shot classification by words and regions; null when there was none.</summary>
    public LocalZeroShotResult? LocalZeroShot { get; init; }

    /// <summary>Learned prompts; null when there were none.</summary>
    public PromptLearningResult? PromptLearning { get; init; }

    /// <summary>Heads trained on wrong labels, by their share.</summary>
    public IReadOnlyList<NoisyLabelPoint> NoisyLabels { get; init; } = [];

    /// <summary>Tables of the paper with what was measured beside.</summary>
    public IReadOnlyList<PaperTable> PaperTables { get; init; } = [];

    /// <summary>Curves of the paper with what was measured.</summary>
    public IReadOnlyList<PaperCurve> PaperCurves { get; init; } = [];

    /// <summary>How training went; null when it is not known.</summary>
    public TrainingCurve? Training { get; init; }

    /// <summary>Films to look at, with what the model said of them.</summary>
    public IReadOnlyList<ExampleFilm> Examples { get; init; } = [];

    /// <summary>Films with heat maps over them, by finding.</summary>
    public IReadOnlyList<HeatMapFilm> HeatMaps { get; init; } = [];

    /// <summary>Where the numbers come from, in order: checkpoint, configuration, seed, data, versions. Both parts are shown as they are.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Provenance { get; init; } = [];

    /// <summary>What was left out or went wrong, one sentence each, e.g. pictures that could not be read.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
