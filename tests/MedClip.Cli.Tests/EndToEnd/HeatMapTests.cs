using System.Text.Json;

namespace MedClip.Cli.Tests;

/// <summary>A film with a heat map, and its numbers beside.</summary>
public class HeatMapTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    [Fact]
    public async Task A_picture_and_its_numbers_are_written()
    {
        using var folder = new TemporaryFolder();
        string film = Directory.GetFiles(trained.UnseenImages).Order().First();
        CliRun run = await CliRun.Of("heatmap", trained.Run, film, "--finding", "Effusion", "--output", folder["map.png"], "--side", "96", "--gate", "off");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("Pleural Effusion: score");
        byte[] png = File.ReadAllBytes(folder["map.png"]);
        png[..8].ShouldBe(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A });
        png[16..24].ShouldBe(new byte[] { 0, 0, 0, 96, 0, 0, 0, 96 });
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["map.json"]));
        JsonElement root = json.RootElement;
        root.GetProperty("finding").GetString().ShouldBe("Pleural Effusion");
        root.GetProperty("description").GetString().ShouldStartWith("Chest film with a heat map of what raises the score of Pleural Effusion");
        int side = root.GetProperty("side").GetInt32();
        double[] values = [.. root.GetProperty("values").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(value => value.GetDouble())];
        values.Length.ShouldBe(side * side);
        values.ShouldAllBe(value => value >= 0 && value <= 1);

        CliRun chosen = await CliRun.Of("heatmap", trained.Run, film, "--output", folder["chosen.png"], "--gate", "off");
        chosen.ExitCode.ShouldBe(0, chosen.Error);
        CliRun unknown = await CliRun.Of("heatmap", trained.Run, film, "--finding", "Unicorn", "--output", folder["no.png"]);
        unknown.ExitCode.ShouldBe(1);
        (await CliRun.Of("heatmap", trained.Run, folder["none.png"], "--output", folder["no.png"])).ExitCode.ShouldBe(1);
        File.Exists(folder["no.png"]).ShouldBeFalse();
    }
}
