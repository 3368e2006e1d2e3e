using System.Text.Json;

namespace MedClip.Evaluation;

public static partial class ReportJson
{
    private const long BytesAtMost = 1L << 30;

    private static readonly JsonSerializerOptions Reading = new(Options) { PropertyNameCaseInsensitive = true };

    /// <summary>Reads a report's numbers, so that its page can be written again; pictures are not among them, and an infinite threshold comes back undefined.</summary>
    /// <param name="path">A file that <see cref="Write"/> wrote.</param>
    /// <exception cref="InvalidInputException">The file is missing, too large, or no such file.</exception>
    public static EvaluationReport Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > BytesAtMost)
        {
            throw InvalidInputException.At(path, null, file.Exists ? $"has {file.Length} bytes, too many for a report." : "there is no such report.");
        }

        try
        {
            Shape read = JsonSerializer.Deserialize<Shape>(File.ReadAllBytes(path), Reading) ?? throw InvalidInputException.At(path, null, "holds null.");
            return read.ToReport();
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw InvalidInputException.At(path, (error as JsonException)?.Path, $"is no report of this tool: {error.Message}", innerException: error);
        }
    }

    // The file's form where it differs from the report's: named facts, and points and films without pictures.
    private sealed record Shape
    {
        public required string Title { get; init; }

        public ZeroShotResult? ZeroShot { get; init; }

        public PromptDraws? PromptDraws { get; init; }

        public ProbeReport? Probe { get; init; }

        public RetrievalResult? Retrieval { get; init; }

        public IReadOnlyList<NamedRetrieval> MoreRetrievals { get; init; } = [];

        public IReadOnlyList<SimilarityHistogram> Similarities { get; init; } = [];

        public IReadOnlyList<FindingOperation> Operation { get; init; } = [];

        public IReadOnlyList<SubgroupTable> Subgroups { get; init; } = [];

        public IReadOnlyList<EmbeddingPlot> Plots { get; init; } = [];

        public TrainingCurve? Training { get; init; }

        public IReadOnlyList<string> Remarks { get; init; } = [];

        public IReadOnlyList<NamedValue> Provenance { get; init; } = [];

        public IReadOnlyList<Film> Examples { get; init; } = [];

        public EvaluationReport ToReport() => new()
        {
            Title = Title,
            ZeroShot = ZeroShot,
            PromptDraws = PromptDraws,
            Probe = Probe,
            Retrieval = Retrieval,
            MoreRetrievals = MoreRetrievals,
            Similarities = Similarities,
            Operation = Operation,
            Subgroups = Subgroups,
            Plots = Plots,
            Training = Training,
            Examples = [.. Examples.Select(e => new ExampleFilm(e.Name, [], e.Present, e.Scores, e.Texts))],
            Provenance = [.. Provenance.Select(p => new KeyValuePair<string, string>(p.Name, p.Value))],
            Remarks = Remarks,
        };
    }

    private sealed record NamedValue(string Name, string Value);

    private sealed record Film(string Name, IReadOnlyList<Finding> Present, IReadOnlyList<ExampleScore> Scores, IReadOnlyList<ExampleText> Texts);
}
