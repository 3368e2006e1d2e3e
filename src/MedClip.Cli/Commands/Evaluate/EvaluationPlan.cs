using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedClip.Cli;

/// <summary>What <c>medclip evaluate</c> is to do, as its JSON file says. Paths start from the file's own folder.</summary>
internal sealed record EvaluationPlan
{
    private const long BytesAtMost = 1 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The heading of the report.</summary>
    public string Title { get; init; } = "Evaluation";

    /// <summary>A run folder or a checkpoint folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>Another model whose plane is drawn beside; null for none.</summary>
    public string? Compare { get; init; }

    /// <summary>The test films, labelled.</summary>
    public required string Images { get; init; }

    /// <summary>The folder that the test films' paths start from; null: the table's own.</summary>
    public string? ImageRoot { get; init; }

    /// <summary>Labelled films of other patients, for probes, calibration and thresholds; null for none.</summary>
    public string? Train { get; init; }

    /// <summary>The folder that the training films' paths start from; null: the table's own.</summary>
    public string? TrainRoot { get; init; }

    /// <summary>Texts for retrieval and similarities; null for none.</summary>
    public string? Texts { get; init; }

    /// <summary>Names of the findings; null: those that the model learned and the test table labels.</summary>
    public IReadOnlyList<string>? Findings { get; init; }

    /// <summary>Prompts by finding; null: the built-in ones.</summary>
    public string? Prompts { get; init; }

    /// <summary>What to do; null: all that the data allow.</summary>
    public IReadOnlyList<EvaluationPart>? Protocols { get; init; }

    /// <summary>How often prompts are drawn anew.</summary>
    public int PromptDraws { get; init; } = 5;

    /// <summary>Prompts for each finding and side in a draw.</summary>
    public int PromptsPerDraw { get; init; } = 5;

    /// <summary>Shares of the training patients for the curve of data efficiency.</summary>
    public IReadOnlyList<double> Shares { get; init; } = [0.05, 0.1, 0.2, 0.5, 1];

    /// <summary>Shares of training labels that are turned for noisy labels.</summary>
    public IReadOnlyList<double> NoiseRates { get; init; } = [0, 0.1, 0.2, 0.3, 0.4];

    /// <summary>Whether heads learn from wrong labels by co-teaching too.</summary>
    public bool CoTeaching { get; init; }

    /// <summary>Films of each finding that prompts are learned from.</summary>
    public IReadOnlyList<int> Shots { get; init; } = [1, 2, 4, 8, 16];

    /// <summary>The seed of draws.</summary>
    public ulong Seed { get; init; }

    /// <exception cref="InvalidInputException">The file is missing, no plan, or asks for what its data cannot give.</exception>
    public static EvaluationPlan Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > BytesAtMost)
        {
            throw InvalidInputException.At(path, null, file.Exists ? "is too large for a plan." : "there is no such plan.");
        }

        try
        {
            EvaluationPlan plan = JsonSerializer.Deserialize<EvaluationPlan>(File.ReadAllBytes(path), Json) ?? throw InvalidInputException.At(path, null, "holds null.");
            string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            return plan.Checked(path) with
            {
                Checkpoint = Path.Combine(folder, plan.Checkpoint),
                Compare = Under(folder, plan.Compare),
                Images = Path.Combine(folder, plan.Images),
                ImageRoot = Under(folder, plan.ImageRoot),
                Train = Under(folder, plan.Train),
                TrainRoot = Under(folder, plan.TrainRoot),
                Texts = Under(folder, plan.Texts),
                Prompts = Under(folder, plan.Prompts),
            };
        }
        catch (JsonException e)
        {
            throw InvalidInputException.At(path, e.Path, $"is not a valid plan: {e.Message}", innerException: e);
        }
    }

    /// <summary>Whether a part is asked for, by name or by asking for all.</summary>
    public bool Wants(EvaluationPart part) => Protocols?.Contains(part) ?? (Has(part) && !IsExtra(part));

    private static string? Under(string folder, string? path) => path is null ? null : Path.Combine(folder, path);

    private bool Has(EvaluationPart part) => NeedsTexts(part) ? Texts is not null : !NeedsTrain(part) || Train is not null;

    private static bool NeedsTrain(EvaluationPart part) =>
        part is EvaluationPart.Probe or EvaluationPart.DataEfficiency or EvaluationPart.Calibration or EvaluationPart.PromptLearning or EvaluationPart.NoisyLabels;

    private static bool NeedsTexts(EvaluationPart part) => part is EvaluationPart.Retrieval or EvaluationPart.Similarity or EvaluationPart.Geometry;

    // What trains, or only some models can do.
    private static bool IsExtra(EvaluationPart part) => part is EvaluationPart.LocalZeroShot or EvaluationPart.PromptLearning or EvaluationPart.NoisyLabels;

    private EvaluationPlan Checked(string path)
    {
        foreach (EvaluationPart part in Protocols ?? [])
        {
            if (!Has(part))
            {
                string missing = NeedsTexts(part) ? "texts" : "train";
                throw InvalidInputException.At(path, "protocols", $"asks for '{JsonNamingPolicy.CamelCase.ConvertName(part.ToString())}', which needs '{missing}'.");
            }
        }

        if (PromptDraws < 1 || PromptsPerDraw < 1)
        {
            throw InvalidInputException.At(path, "promptDraws", "draws and prompts of a draw must be at least 1.");
        }

        if (NoiseRates.Count == 0 || NoiseRates.Any(r => r is not (>= 0 and <= 1)) || NoiseRates.Zip(NoiseRates.Skip(1)).Any(p => p.First >= p.Second))
        {
            throw InvalidInputException.At(path, "noiseRates", "must rise within [0, 1].");
        }

        if (Shots.Count == 0 || Shots.Any(s => s < 1))
        {
            throw InvalidInputException.At(path, "shots", "must be at least 1 each.");
        }

        return Shares.Count > 0 && Shares.All(s => s is > 0 and <= 1) && Shares.Zip(Shares.Skip(1)).All(p => p.First < p.Second)
            ? this
            : throw InvalidInputException.At(path, "shares", "must rise within (0, 1].");
    }
}
