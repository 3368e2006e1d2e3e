using System.Text.Json;
using MedClip.Models;

namespace MedClip.Cli.Tests;

/// <summary>Probabilities from the labels of other phantoms to the table of scores.</summary>
public class CalibrateTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    [Fact]
    public async Task Probabilities_are_fitted_kept_with_the_weights_and_given_with_the_scores()
    {
        using var folder = new TemporaryFolder();
        string checkpoint = Copied(folder);
        string films = await Others(folder, checkpoint);

        CliRun before = await CliRun.Of("zeroshot", checkpoint, "--images", trained.Unseen, "--output", folder["before.csv"]);
        before.ExitCode.ShouldBe(0, before.Error);
        CliRun run = await CliRun.Of("calibrate", checkpoint, "--images", films, "--image-root", folder["films"], "--at-least", "10", "--report", folder["report"]);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("not known");
        run.Error.ShouldContain("Cardiomegaly is not calibrated: 2 films with it and 158 without are too few");
        CheckpointCalibration calibration = Checkpoint.Verify(checkpoint).Calibration!;
        calibration.Method.ShouldBe("platt");
        calibration.Data.ShouldStartWith("160 films of others.csv, SHA-256 ");
        calibration.Findings.Keys.ShouldBe(["Edema"]);
        calibration.Findings.Values.ShouldAllBe(f => f.Positives >= 10 && f.Threshold != null && f.Judged!.Folds == 5 && f.Judged.BrierSkill > 0);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["report/report.json"]));
        json.RootElement.GetProperty("crossFits").EnumerateArray().Count(f => f.GetProperty("map").ValueKind == JsonValueKind.Object).ShouldBe(calibration.Findings.Count);
        File.ReadAllText(folder["report/report.html"]).ShouldContain("Cross-fitted calibration");

        CliRun after = await CliRun.Of("zeroshot", checkpoint, "--images", trained.Unseen, "--output", folder["after.csv"]);
        after.ExitCode.ShouldBe(0, after.Error);
        after.Error.ShouldContain($"probabilities of {calibration.Findings.Count} findings: platt, fitted on 160 films");
        string[] old = File.ReadAllLines(folder["before.csv"]), now = File.ReadAllLines(folder["after.csv"]);
        string[] header = now[0].Split(',');
        header.Count(name => name.EndsWith(" probability", StringComparison.Ordinal)).ShouldBe(calibration.Findings.Count);
        for (int i = 0; i < old.Length; i++)
        {
            now[i].ShouldStartWith(old[i]);
        }

        (string finding, FindingCalibration map) = calibration.Findings.First();
        string[] row = now[1].Split(',');
        double.Parse(row[Array.IndexOf(header, $"{finding} probability")]).ShouldBe(map.Map.Apply(double.Parse(row[Array.IndexOf(header, finding)])), 1e-6);
    }

    [Fact]
    public async Task Patients_that_the_run_trained_on_are_refused_or_left_out()
    {
        using var folder = new TemporaryFolder();
        CliRun refused = await CliRun.Of("calibrate", trained.Run, "--images", trained.Films);
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("patients were trained on, the first is 'P0");
        refused.Error.ShouldContain("--trained-patients skip");

        CliRun skipped = await CliRun.Of("calibrate", trained.Run, "--images", trained.Films, "--trained-patients", "skip");
        skipped.ExitCode.ShouldBe(1);
        skipped.Error.ShouldContain("are left out");
        skipped.Error.ShouldContain("allows a map for none of the findings");
        Checkpoint.ReadManifest(trained.Run).Calibration.ShouldBeNull();
    }

    [Fact]
    public async Task A_dry_run_and_a_table_without_labels_leave_the_manifest_alone()
    {
        using var folder = new TemporaryFolder();
        string checkpoint = Copied(folder);
        string films = await Others(folder, checkpoint);
        byte[] manifest = File.ReadAllBytes(Path.Combine(checkpoint, Checkpoint.ManifestFile));
        CliRun dry = await CliRun.Of("calibrate", checkpoint, "--images", films, "--image-root", folder["films"], "--method", "isotonic", "--dry-run");
        dry.ExitCode.ShouldBe(0, dry.Error);
        dry.Error.ShouldContain("slope");
        CliRun unlabelled = await CliRun.Of("calibrate", checkpoint, "--images", trained.UnseenImages);
        unlabelled.ExitCode.ShouldBe(1);
        unlabelled.Error.ShouldContain("labels none of");
        (await CliRun.Of("calibrate", checkpoint, "--images", films, "--folds", "1")).ExitCode.ShouldBe(2);
        File.ReadAllBytes(Path.Combine(checkpoint, Checkpoint.ManifestFile)).ShouldBe(manifest);
    }

    // Away from its run, so that nothing tells whom it was trained on.
    private string Copied(TemporaryFolder folder)
    {
        string target = folder["checkpoint"];
        Directory.CreateDirectory(target);
        foreach (string file in Directory.GetFiles(Checkpoint.Resolve(trained.Run)))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        return target;
    }

    // Labels drawn from the model's own scores, so that what is right is known: an even chance at the median.
    private static async Task<string> Others(TemporaryFolder folder, string checkpoint)
    {
        (await CliRun.Of("phantom", "--output", folder["films"], "--count", "160", "--seed", "3")).ExitCode.ShouldBe(0);
        CliRun scoring = await CliRun.Of("zeroshot", checkpoint, "--images", folder["films/images"], "--output", folder["scores.csv"], "--findings", "Edema", "--gate", "off");
        scoring.ExitCode.ShouldBe(0, scoring.Error);
        string[][] rows = [.. File.ReadAllLines(folder["scores.csv"])[1..].Select(line => line.Split(','))];
        double[] sorted = [.. rows.Select(row => double.Parse(row[1])).Order()];
        double median = sorted[80], width = sorted[120] - sorted[40];
        SplitMix64 random = new SeedSequence(4).ToRandom();
        return folder.Write("others.csv", string.Join('\n', ["image,Edema,Cardiomegaly", .. rows.Select((row, i) =>
            $"images/{row[0]},{(random.NextDouble() < 1 / (1 + Math.Exp(-4 * (double.Parse(row[1]) - median) / width)) ? 1 : 0)},{(i < 2 ? 1 : 0)}")]) + "\n");
    }
}
