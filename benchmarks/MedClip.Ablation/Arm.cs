using System.Text.Json;

namespace MedClip.Ablation;

/// <summary>One way to train, as data: our recipe with something changed.</summary>
/// <param name="Name">Its name in the rows.</param>
/// <param name="Question">What it is there to answer.</param>
internal sealed record Arm(string Name, string Question)
{
    /// <summary>Settings as the command line's --set takes them.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>Share of the patients whose films are trained on.</summary>
    public double Fraction { get; init; } = 1;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<Arm> Load(string path) =>
        JsonSerializer.Deserialize<Arm[]>(File.ReadAllText(path), Format) ?? throw new InvalidInputException($"{path} holds no arms.");

    /// <summary>The arms of the 5-fold protocol.</summary>
    public static IReadOnlyList<Arm> OfFolds { get; } =
    [
        new("default", "zero-shot by prompts"),
        new("supervised", "the same tower trained on labels alone") { Set = ["objective.kind=supervised"] },
    ];
}
