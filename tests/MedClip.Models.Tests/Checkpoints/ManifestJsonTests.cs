namespace MedClip.Models.Tests;

public sealed class ManifestJsonTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CheckpointManifest Manifest => new()
    {
        Model = MedClipConfig.Film64 with { Vision = SwinConfig.Film64 },
        Preprocessing = new PreprocessingFacts(64, 1, PreprocessingFacts.ReferenceMean, PreprocessingFacts.ReferenceStd, "default"),
        Findings = ["Edema", "Pneumothorax"],
        Behaviour = Behaviour.Paper,
        Tokenizer = new TokenizerFacts("wordpiece", "00", 10, true, false),
        Training = new TrainingProvenance { Seed = 3, Epochs = 2, MetricName = "mean AUC", MetricValue = 0.5 },
        License = "MIT",
        Source = new WeightSource("pytorch_model.bin", "07bf", "medclip"),
        Files = new Dictionary<string, CheckpointFileFacts> { ["vocab.txt"] = new(5, "ab") },
        Calibration = new CheckpointCalibration
        {
            Data = "9 films of t.csv", Fitted = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), Method = "isotonic",
            Findings = new Dictionary<string, FindingCalibration>
            {
                ["Edema"] = new(new IsotonicMap([-1, 0.5], [0.25, 0.75]), 4, 5, "ab", 0.125, new CalibrationJudgement(5, 0.9, 0.1, null)),
                ["Pneumothorax"] = new(new TemperatureMap(2.5), 4, 5, "cd"),
            },
        },
    };

    [Fact]
    public void A_manifest_reads_back_as_it_was_written()
    {
        string path = folder.File("manifest.json");
        ManifestJson.Write(path, Manifest);
        CheckpointManifest read = ManifestJson.Read(path);
        SwinConfig swin = read.Model.Vision.ShouldBeOfType<SwinConfig>();
        swin.Depths.ShouldBe(SwinConfig.Film64.Depths);
        read.Model.Text.ShouldBe(BertConfig.Film64);
        read.Preprocessing.ShouldBe(Manifest.Preprocessing);
        read.Findings.ShouldBe(["Edema", "Pneumothorax"]);
        read.Behaviour.ShouldBe(Behaviour.Paper);
        read.Training.ShouldBe(Manifest.Training);
        read.Source.ShouldBe(Manifest.Source);
        read.Tokenizer.ShouldBe(Manifest.Tokenizer);
        read.Calibration!.Fitted.ShouldBe(Manifest.Calibration!.Fitted);
        read.Calibration.Findings["Edema"].Map.Apply(-0.25).ShouldBe(0.5);
        (read.Calibration.Findings["Edema"] with { Map = new PlattMap(0, 0) }).ShouldBe(Manifest.Calibration.Findings["Edema"] with { Map = new PlattMap(0, 0) });
        read.Calibration.Findings["Pneumothorax"].ShouldBe(Manifest.Calibration.Findings["Pneumothorax"]);
        read.Files["vocab.txt"].Bytes.ShouldBe(5);
        string text = File.ReadAllText(path);
        text.ShouldContain("\"architecture\": \"swin\"");
        text.ShouldContain("\"pooling\": \"masked\"");
        text.ShouldContain("\"formatVersion\": 4");
    }

    [Theory]
    [InlineData("\"formatVersion\": 4", "\"formatVersion\": 5", "Use a newer MedCLIP")]
    [InlineData("\"license\": \"MIT\"", "\"licence\": \"MIT\"", "licence")]
    [InlineData("\"architecture\": \"swin\"", "\"architecture\": \"swan\"", "swan")]
    [InlineData("\"architecture\": \"swin\",", "", "$.model.vision")]
    [InlineData("\"windowSize\": 4", "\"windowSize\": 0", "windowSize")]
    [InlineData("\"behaviour\": \"paper\"", "\"behaviour\": \"papers\"", "$.behaviour")]
    [InlineData("\"findings\"", "\"finding\"", "finding")]
    [InlineData("\"path\": \"default\"", "\"path\": null", "path")]
    [InlineData("\"Pneumothorax\"", "\"edema\"", "twice")]
    [InlineData("\"vocab.txt\"", "\"../vocab.txt\"", "not within")]
    [InlineData("\"temperature\": 2.5", "\"temperature\": -2.5", "calibration.findings.Pneumothorax")]
    [InlineData("0.75\n", "1.75\n", "calibration.findings.Edema")]
    [InlineData("0.75\n", "0.125\n", "order")]
    [InlineData("\"Edema\": {", "\"edema \": {}, \"Edema\": {", "calibration")]
    public void A_wrong_manifest_is_refused_with_its_cause(string from, string to, string cause)
    {
        string path = folder.File("manifest.json");
        ManifestJson.Write(path, Manifest);
        string text = File.ReadAllText(path);
        text.ShouldContain(from);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        Should.Throw<InvalidInputException>(() => ManifestJson.Read(path)).Message.ShouldContain(cause);
    }

    [Fact]
    public void A_manifest_of_version_1_reads_as_one_of_today()
    {
        string path = folder.File("manifest.json");
        ManifestJson.Write(path, Manifest);
        string text = File.ReadAllText(path).Replace("\"formatVersion\": 4", "\"formatVersion\": 1", StringComparison.Ordinal);
        System.Text.Json.Nodes.JsonObject old = System.Text.Json.Nodes.JsonNode.Parse(text)!.AsObject();
        old.Remove("source");
        old.Remove("calibration");
        old["training"]!["sourceSha256"] = "414b";
        File.WriteAllText(path, old.ToJsonString());
        CheckpointManifest read = ManifestJson.Read(path);
        read.FormatVersion.ShouldBe(CheckpointManifest.CurrentFormatVersion);
        read.Source.ShouldBe(new WeightSource("unknown", "414b", null));
        read.Training.ShouldBe(Manifest.Training);
        read.Model.Vision.ShouldBeOfType<SwinConfig>();
    }

    [Fact]
    public void What_is_no_json_is_refused()
    {
        string path = folder.File("manifest.json");
        File.WriteAllText(path, "{");
        Should.Throw<InvalidInputException>(() => ManifestJson.Read(path)).Message.ShouldContain(path);
        File.WriteAllText(path, "null");
        Should.Throw<InvalidInputException>(() => ManifestJson.Read(path)).Message.ShouldContain("formatVersion");
        Should.Throw<InvalidInputException>(() => ManifestJson.Read(folder.File("none.json"))).Message.ShouldContain("no such file");
    }

    public void Dispose() => folder.Dispose();
}
