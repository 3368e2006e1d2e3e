using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace MedClip.Knowledge.Tests;

public sealed class LabelingRunTests : IDisposable
{
    private static readonly ReportLabeler Labeler = new();
    private readonly string folder = Directory.CreateTempSubdirectory("medclip-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Outputs_come_in_order_and_do_not_depend_on_the_threads()
    {
        string input = Input(3000);
        byte[][] one = Run(input, threads: 1), four = Run(input, threads: 4);
        for (int i = 0; i < one.Length; i++)
        {
            four[i].ShouldBe(one[i]);
        }

        Encoding.UTF8.GetString(one[0]).Split('\n')[1..^1].Select(line => line.Split(',')[0]).ShouldBe(Enumerable.Range(0, 3000).Select(i => $"r{i}"));
    }

    [Theory]
    [InlineData("labels.csv")]
    [InlineData("labels.csv.gz")]
    public void A_stopped_run_goes_on_to_the_same_outputs(string name)
    {
        string input = Input(3000), output = Path.Combine(folder, name);
        byte[] whole = Whole("whole-" + name);
        int stops = 0;
        while (!File.Exists(output))
        {
            using var stop = new CancellationTokenSource();
            LabelingCheckpoint checkpoint = Checkpoint();
            checkpoint.Load().ShouldBe(stops > 0);
            long start = checkpoint.Reports;
            Action<LabelingProgress> stopLater = progress =>
            {
                if (progress.Reports >= start + 900)
                {
                    stop.Cancel();
                }
            };
            try
            {
                Execute(input, output, checkpoint, stopLater, stop.Token);
            }
            catch (OperationCanceledException)
            {
                stops++;
                File.Exists(output).ShouldBeFalse();
                // What a killed process wrote behind its last state is not believed.
                File.AppendAllText(output + ".partial", "half a li");
            }
        }

        stops.ShouldBeGreaterThan(1);
        Unpacked(File.ReadAllBytes(output)).ShouldBe(Unpacked(whole));
        Directory.GetFiles(folder, "*.partial*").ShouldBeEmpty();

        byte[] Whole(string file)
        {
            Execute(input, Path.Combine(folder, file), null, null, default);
            return File.ReadAllBytes(Path.Combine(folder, file));
        }
    }

    [Fact]
    public void Other_settings_do_not_go_on()
    {
        string state = Path.Combine(folder, "state.json");
        File.WriteAllText(state, """{"settings":{"policy":"strict"},"reports":1,"blank":0,"lengths":[1]}""");
        new LabelingCheckpoint(state, new Dictionary<string, string> { ["policy"] = "strict" }).Load().ShouldBeTrue();
        Should.Throw<InvalidInputException>(() => new LabelingCheckpoint(state, new Dictionary<string, string> { ["policy"] = "graded" }).Load())
            .Message.ShouldContain("its policy was strict, now it is graded");
        File.WriteAllText(state, "{}");
        Should.Throw<InvalidInputException>(() => new LabelingCheckpoint(state, new Dictionary<string, string>()).Load()).Message.ShouldContain("--resume");
    }

    [Fact]
    public void A_malformed_row_is_named_and_leaves_nothing_behind()
    {
        string input = Path.Combine(folder, "in.csv"), output = Path.Combine(folder, "out.csv");
        File.WriteAllText(input, "id,report\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i},clear\n")) + "x,y,z\n");
        Should.Throw<InvalidInputException>(() => Execute(input, output, Checkpoint(), null, default)).Message.ShouldContain("line 2002");
        Directory.GetFiles(folder).ShouldBe([input]);
    }

    [Fact]
    public void A_failing_labeller_ends_the_run_with_its_error()
    {
        var failing = new ReportLabeler(new LabelerOptions { Extractor = _ => new FailingExtractor() });
        using ReportReader reader = ReportReader.Open(Input(2000));
        var run = new LabelingRun(failing, reader, [LabelOutput.ToFile(Path.Combine(folder, "o.csv"), new LabelTable("id", failing.Findings))], new LabelingRunOptions { Threads = 3 });
        Should.Throw<AggregateException>(() => run.Execute()).InnerException.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public void Every_span_of_the_evidence_slices_to_the_text_it_names()
    {
        string text = "FINDINGS: No pleural effusion \"is\" seen, 😀 but possible edema.\nIMPRESSION: Cardiomegaly.\u0001";
        using var output = new MemoryStream();
        Write(output, text, new EvidenceLines("uid", Labeler.Findings, withLabels: true));
        using JsonDocument line = JsonDocument.Parse(output.ToArray());
        string full = line.RootElement.GetProperty("text").GetString()!;
        full.Length.ShouldBe(text.Length);
        line.RootElement.GetProperty("uid").GetString().ShouldBe("1");
        line.RootElement.GetProperty("labels").GetProperty("Pleural Effusion").GetInt32().ShouldBe(0);
        line.RootElement.GetProperty("labels").GetProperty("Fracture").ValueKind.ShouldBe(JsonValueKind.Null);
        int spans = 0;
        foreach (JsonElement mention in line.RootElement.GetProperty("mentions").EnumerateArray())
        {
            foreach (JsonElement part in (JsonElement[])[mention, mention.GetProperty("sentence"), .. mention.GetProperty("triggers").EnumerateArray()])
            {
                full.Substring(part.GetProperty("start").GetInt32(), part.GetProperty("length").GetInt32()).ShouldBe(part.GetProperty("text").GetString());
                spans++;
            }
        }

        spans.ShouldBeGreaterThan(6);
    }

    [Fact]
    public void BioC_output_is_read_back_with_every_annotation_in_its_place()
    {
        using var output = new MemoryStream();
        var format = new BioCDocuments(Labeler.Findings);
        format.WriteHeader(output);
        Write(output, "FINDINGS: 😀 No pleural\neffusion < 2 cm.\r\nIMPRESSION: Possible pneumonia.\u0001", format);
        format.WriteFooter(output);
        using ReportReader reader = ReportReader.Open(new MemoryStream(output.ToArray()), "b.xml");
        ReportDocument report = reader.Read().Single();
        report.Report.Concepts.Select(concept => (concept.Span.Of(report.Report.Text), concept.Presence)).ShouldContain(("pleural\neffusion", Presence.Absent));
        report.Report.Concepts.Select(concept => (concept.Span.Of(report.Report.Text), concept.Presence)).ShouldContain(("pneumonia", Presence.Possible));
    }

    [Fact]
    public void Blank_reports_get_blank_labels_under_every_rule_and_are_counted()
    {
        string input = Path.Combine(folder, "in.csv"), output = Path.Combine(folder, "out.csv");
        File.WriteAllText(input, "id,report\n\"a,b\",\nc,  \n");
        var chexpert = new ReportLabeler(LabelerOptions.ForCheXpert());
        using ReportReader reader = ReportReader.Open(input);
        new LabelingRun(chexpert, reader, [LabelOutput.ToFile(output, new LabelTable(reader.IdName, chexpert.Findings))]).Execute().ShouldBe(new LabelingSummary(2, 2));
        File.ReadAllLines(output)[1].ShouldBe("\"a,b\"" + new string(',', 14));
    }

    private static void Write(Stream output, string text, LabelFormat format)
    {
        LabeledReport report = Labeler.Label(text);
        format.Write(output, [new LabeledDocument(new ReportDocument("1", report.Report, "here"), report.Labels.Values.ToArray(), report)]);
    }

    private static byte[] Unpacked(byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..])
        {
            return bytes;
        }

        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private static void Execute(string input, string output, LabelingCheckpoint? checkpoint, Action<LabelingProgress>? progress, CancellationToken cancellation)
    {
        using ReportReader reader = ReportReader.Open(input);
        var options = new LabelingRunOptions { Threads = 2, Checkpoint = checkpoint, CheckpointInterval = TimeSpan.Zero };
        new LabelingRun(Labeler, reader, [LabelOutput.ToFile(output, new LabelTable(reader.IdName, Labeler.Findings))], options).Execute(progress, cancellation);
    }

    private static byte[][] Run(string input, int threads)
    {
        using ReportReader reader = ReportReader.Open(input);
        MemoryStream[] streams = [new(), new(), new(), new()];
        FindingSet findings = Labeler.Findings;
        LabelFormat[] formats = [new LabelTable(reader.IdName, findings), new SentenceLabelTable(reader.IdName, findings), new EvidenceLines(reader.IdName, findings, withLabels: false), new BioCDocuments(findings)];
        new LabelingRun(Labeler, reader, [.. streams.Zip(formats, LabelOutput.ToStream)], new LabelingRunOptions { Threads = threads }).Execute();
        return [.. streams.Select(stream => stream.ToArray())];
    }

    private LabelingCheckpoint Checkpoint() => new(Path.Combine(folder, "state.json"), new Dictionary<string, string> { ["policy"] = "strict" });

    private string Input(int count)
    {
        string path = Path.Combine(folder, "reports.csv");
        string[] sentences = ["No pleural effusion.", "Possible edema.", "The heart is enlarged.", "Left chest tube, \"unchanged\"."];
        using var writer = new StreamWriter(path);
        writer.Write("id,report\n");
        for (int i = 0; i < count; i++)
        {
            writer.Write($"r{i},\"{sentences[i % 4].Replace("\"", "\"\"", StringComparison.Ordinal)} {sentences[i / 4 % 3]}\"\n");
        }

        return path;
    }

    private sealed class FailingExtractor : IEntityExtractor
    {
        public FindingSet Labels => FindingSet.CheXpert;

        public void Extract(TokenizedText text, int first, int end, List<Entity> found) => throw new InvalidOperationException("broken");
    }
}
