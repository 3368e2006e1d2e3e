using System.Diagnostics;
using System.Globalization;
using MedClip.Benchmarks.Peers;
using MedClip.Benchmarks.Results;
using MedClip.Data;
using MedClip.Models;

namespace MedClip.Benchmarks.StartUp;

/// <summary><c>./build.sh bench startup</c>: the command's help, and a first classification, from a cold start, against what Python's
/// imports take alone; by processor time, so that what else runs on the machine does not count.</summary>
internal static class StartUpBenchmark
{
    private static readonly string[] Rows = ["startup/help", "startup/first-classification"];

    public static void Run(ResultRows results)
    {
        string? medclip = Command();
        string? python = Python.With("torch", "torchvision"), plain = python ?? Python.With("torch");
        if (medclip is null || plain is null)
        {
            Array.ForEach(Rows, row => results.Skip(row, medclip is null ? "artifacts/medclip/medclip is not built (./build.sh build)" : "no Python with PyTorch on the path (Debian: python3-torchvision)"));
            return;
        }

        string imports = python is null ? "import torch" : "import torch, torchvision";
        string folder = Directory.CreateTempSubdirectory("medclip-startup-").FullName;
        try
        {
            string films = Path.Combine(folder, "phantoms"), checkpoint = SaveTiny(folder, films);
            string[] classify = ["zeroshot", checkpoint, "--images", films, "--output", Path.Combine(folder, "scores.csv"), "--gate", "off"];
            (string File, string[] Arguments)[] ways = [(plain, ["-c", imports]), (medclip, ["--help"]), (medclip, classify)];
            var wall = new double[ways.Length];
            Turns turns = Turns.Timed(results.Effort.Of(7, 1), results.Effort.Of(1, 0), [.. ways.Select((way, i) => (Func<double>)(() =>
            {
                double before = ChildrenMilliseconds();
                wall[i] = Turns.Wall(() => Run(way.File, way.Arguments)) / 1000;
                return ChildrenMilliseconds() - before;
            }))]);
            for (int row = 0; row < Rows.Length; row++)
            {
                results.Add(Rows[row], turns.Ratio(0, row + 1), FormattableString.Invariant(
                    $"ours {turns[row + 1] / 1000:0.00} s, `{imports}` {turns[0] / 1000:0.00} s; on the wall, in the last round, {wall[row + 1]:0.00} s and {wall[0]:0.00} s"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Command() => new[] { Path.Combine("artifacts", "medclip", "medclip"), Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "artifacts", "medclip", "medclip") }
        .Select(Path.GetFullPath).FirstOrDefault(File.Exists);

    private static void Run(string file, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Result}");
        }
    }

    // Processor time of children that have ended: fields 16 and 17, in hundredths of a second (proc(5)).
    private static double ChildrenMilliseconds()
    {
        string[] fields = File.ReadAllText("/proc/self/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return 10 * (double.Parse(fields[13], CultureInfo.InvariantCulture) + double.Parse(fields[14], CultureInfo.InvariantCulture));
    }

    private static string SaveTiny(string folder, string films)
    {
        new PhantomSet(new SeedSequence(1), new PhantomSetOptions { Films = 1 }).Write(films);
        string[] words = [.. PromptSet.Default.Items.SelectMany(item => item.Positive.Concat(item.Negative)).SelectMany(text => text.ToLowerInvariant().Split(' ', '.', '-', ',')).Where(word => word.Length > 0).Distinct()];
        var tokenizer = new WordPieceTokenizer(Vocabulary.Of(["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", .. words]));
        MedClipConfig config = MedClipConfig.Film64 with { Text = BertConfig.Film64 with { VocabularySize = tokenizer.VocabularySize } };
        using var model = new MedClipModel(config, new SeedSequence(1));
        string checkpoint = Path.Combine(folder, "checkpoint");
        Checkpoint.Save(checkpoint, model, new CheckpointManifest
        {
            Model = config,
            Preprocessing = new PreprocessingFacts(config.Vision.ImageSize, config.Vision.Channels, PreprocessingFacts.ReferenceMean, PreprocessingFacts.ReferenceStd, "default"),
            Findings = [.. FindingSet.CheXpert.Names],
        }, tokenizer);
        return checkpoint;
    }
}
