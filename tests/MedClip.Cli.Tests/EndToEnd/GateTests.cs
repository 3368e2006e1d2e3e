using MedClip.Data;
using MedClip.Models;

namespace MedClip.Cli.Tests;

/// <summary>The gate of a trained run.</summary>
public class GateTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    [Fact]
    public async Task Training_fits_a_gate_and_classification_leaves_other_pictures_out()
    {
        using var folder = new TemporaryFolder();
        trained.Training.Error.ShouldContain("A gate refuses");
        Directory.CreateDirectory(folder["mixed"]);
        File.Copy(Directory.GetFiles(trained.UnseenImages).Order().First(), folder["mixed/film.png"]);
        PngWriter.Write(folder["mixed/page.png"], new PixelImage(120, 160, 8, [.. Enumerable.Range(0, 120 * 160).Select(i => (byte)(i / 120 % 10 < 4 && i % 120 is > 10 and < 100 && i % 7 != 0 ? 30 : 250))]));

        CliRun tried = await CliRun.Of("gate", trained.Run, "--images", folder["mixed"], "--output", folder["gate.csv"]);
        tried.ExitCode.ShouldBe(0, tried.Error);
        tried.Error.ShouldContain("1 of 2 pictures refused: page.png");
        File.ReadAllLines(folder["gate.csv"]).Select(line => line.Split(',')[2]).ShouldBe(["refused", "0", "1"]);

        CliRun scored = await CliRun.Of("zeroshot", trained.Run, "--images", folder["mixed"], "--output", folder["scores.csv"]);
        scored.ExitCode.ShouldBe(0, scored.Error);
        scored.Error.ShouldContain("1 picture is no chest film by the checkpoint's gate");
        File.ReadAllLines(folder["scores.csv"]).Length.ShouldBe(2);
        (await CliRun.Of("zeroshot", trained.Run, "--images", folder["mixed"], "--output", folder["all.csv"], "--gate", "off")).ExitCode.ShouldBe(0);
        File.ReadAllLines(folder["all.csv"]).Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_gate_is_fitted_to_a_checkpoint_without_one()
    {
        using var folder = new TemporaryFolder();
        CliRun training = await CliRun.Of(trained.Pretrain(folder["run"], "--set", "checkpoint.filmGate=false"));
        training.ExitCode.ShouldBe(0, training.Error);
        Checkpoint.ReadManifest(folder["run"]).Gate.ShouldBeNull();
        CliRun without = await CliRun.Of("gate", folder["run"], "--images", trained.UnseenImages);
        without.ExitCode.ShouldBe(1);
        without.Error.ShouldContain("has no gate");

        CliRun fitted = await CliRun.Of("gate", folder["run"], "--images", trained.Films, "--fit");
        fitted.ExitCode.ShouldBe(0, fitted.Error);
        fitted.Error.ShouldContain("gate fitted on 3");
        Checkpoint.Verify(folder["run"]).Gate!.Data.ShouldBe("40 films of labels.csv");
        CliRun films = await CliRun.Of("gate", folder["run"], "--images", trained.UnseenImages);
        films.Error.ShouldContain("0 of 24 pictures refused");
    }
}
