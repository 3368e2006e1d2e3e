using System.Globalization;

namespace MedClip.Cli.Tests;

/// <summary>Phantoms in the form of the paper's four data sets, as <c>medclip prepare</c> writes them, and a model trained on other phantoms for an epoch.</summary>
public sealed class PreparedTrees : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    public string Data => folder["data"];

    public string Model => folder["model"];

    public async Task InitializeAsync()
    {
        await Set("chexpert", count: 320, seed: 11, (header, rows) => (header, rows));
        // A report each, as MIMIC-CXR's studies have.
        await Set("mimic", count: 320, seed: 12, (header, rows) =>
        {
            string[] ids = [.. File.ReadAllLines(Path.Combine(Data, "mimic", "reports.csv")).Where(line => line.StartsWith('r') || line.StartsWith('R')).Select(line => line.Split(',')[0])];
            return ([.. header, "study"], [.. rows.Select((row, i) => (string[])[.. row, ids[i % ids.Length]])]);
        });
        // Presence by turns: phantoms know neither disease, and these tables are about sizes.
        await Set("covid", count: 80, seed: 13, (header, rows) => (["image", "patient", "COVID-19"], [.. rows.Select((row, i) => (string[])[row[0], row[1], i / 2 % 2 == 0 ? "1" : "0"])]));
        await Set("rsna", count: 160, seed: 14, (header, rows) => (["image", "patient", "Pneumonia"], [.. rows.Select((row, i) => (string[])[row[0], row[1], i / 2 % 2 == 0 ? "1" : "0"])]));
        CliRun training = await CliRun.Of(
            "pretrain", "--images", Path.Combine(Data, "chexpert", "films.csv"), "--reports", Path.Combine(Data, "mimic", "reports.csv"), "--output", Model,
            "--epochs", "1", "--batch", "16", "--seed", "7");
        training.ExitCode.ShouldBe(0, training.Error);
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    private async Task Set(string name, int count, int seed, Func<string[], string[][], (string[] Header, string[][] Rows)> change)
    {
        string set = Path.Combine(Data, name);
        (await CliRun.Of("phantom", "--output", set, "--count", count.ToString(CultureInfo.InvariantCulture), "--seed", seed.ToString(CultureInfo.InvariantCulture))).ExitCode.ShouldBe(0);
        string[] lines = File.ReadAllLines(Path.Combine(set, "labels.csv"));
        (string[] header, string[][] rows) = change(lines[0].Split(','), [.. lines[1..].Select(line => line.Replace(",P0", $",{name}0").Split(','))]);
        await File.WriteAllLinesAsync(Path.Combine(set, "films.csv"), [string.Join(',', header), .. rows.Select(row => string.Join(',', row))]);
    }
}
