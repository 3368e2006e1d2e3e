using System.Globalization;

namespace MedClip.Ablation;

/// <summary>The command line: "--key value" pairs, all with a default but the tables.</summary>
internal sealed class Settings
{
    private readonly Dictionary<string, string> given = new(StringComparer.Ordinal);

    public Settings(string[] arguments)
    {
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == arguments.Length)
            {
                throw new InvalidInputException($"'{arguments[i]}' is no option with a value.");
            }

            given[arguments[i]] = arguments[i + 1];
        }
    }

    public string Images => Text("--images", null);

    public string? ImageRoot => given.GetValueOrDefault("--image-root");

    public string Reports => Text("--reports", null);

    public string Output => Text("--output", "ablation.csv");

    public string Arms => Text("--arms-file", Path.Combine(AppContext.BaseDirectory, "arms.json"));

    public IReadOnlyList<string> Only => [.. Text("--arms", "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public int Seeds => Number("--seeds", 3);

    /// <summary>First seed: several processes, each with a table of its own, share the seeds between them.</summary>
    public int FirstSeed => Number("--first-seed", 0);

    public int Epochs => Number("--epochs", 12);

    public int Folds => Number("--folds", 5);

    /// <summary>First and last fold to run, counted from 1; 0 as the last: all.</summary>
    public int FirstFold => Number("--first-fold", 1);

    public int LastFold => Number("--last-fold", 0);

    public int Threads => Number("--threads", 0);

    public IReadOnlyList<string> Set => [.. Text("--set", "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private string Text(string key, string? absent) => given.TryGetValue(key, out string? value) ? value : absent ?? throw new InvalidInputException($"{key} is needed.");

    private int Number(string key, int absent) => !given.TryGetValue(key, out string? value) ? absent
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw new InvalidInputException($"{key} takes a whole number, not '{value}'.");
}
