namespace MedClip.Training.Tests;

public sealed class RunFolderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("medclip-folder-").FullName;

    [Fact]
    public void The_configuration_is_written_with_its_defaults()
    {
        RunFolder run = RunFolder.Open(Path.Combine(root, "run"), new TrainingOptions { Epochs = 7 }, resume: false);
        TrainingOptionsJson.Load(run.ConfigFile).Epochs.ShouldBe(7);
        File.ReadAllText(run.ConfigFile).ShouldContain("\"beta2\": 0.999");
        run.EpochCheckpoint(3).ShouldEndWith(Path.Combine("checkpoints", "epoch-3"));
    }

    [Fact]
    public void A_file_is_no_run_folder()
    {
        string path = Path.Combine(root, "file");
        File.WriteAllText(path, "");
        Should.Throw<InvalidInputException>(() => RunFolder.Open(path, new TrainingOptions(), resume: false)).Message.ShouldContain("is a file");
    }

    [Fact]
    public void The_environment_says_what_the_run_ran_on_and_notices_other_data()
    {
        string path = Path.Combine(root, "environment.json");
        var data = new Dictionary<string, string> { ["images.train"] = "90" };
        RunEnvironment.Capture(DateTimeOffset.UnixEpoch, 4, ComputePrecision.Full, data).Write(path);
        string text = File.ReadAllText(path);
        text.ShouldContain("\"seed\": 4");
        text.ShouldContain("\"images.train\": \"90\"");
        RunEnvironment.CheckSameData(path, data);
        RunEnvironment.CheckSameData(Path.Combine(root, "none.json"), data);
        Should.Throw<InvalidInputException>(() => RunEnvironment.CheckSameData(path, new Dictionary<string, string> { ["images.train"] = "91" }))
            .Message.ShouldContain("images.train was 90, now 91");
    }

    [Fact]
    public void A_resumed_log_drops_later_and_cut_lines()
    {
        string path = Path.Combine(root, "log.jsonl");
        File.WriteAllText(path, "{\"kind\":\"step\",\"step\":1}\n{\"kind\":\"step\",\"step\":2}\n{\"kind\":\"validation\",\"step\":2}\n{\"kind\":\"step\",\"step\":3}\n{\"kind\":\"st");
        using (new TrainingLog(path, keepSteps: 2))
        {
        }

        File.ReadAllLines(path).ShouldBe(["{\"kind\":\"step\",\"step\":1}", "{\"kind\":\"step\",\"step\":2}", "{\"kind\":\"validation\",\"step\":2}"]);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
