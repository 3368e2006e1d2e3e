using MedClip.Benchmarks.Evaluation;
using MedClip.Benchmarks.Kernels;
using MedClip.Benchmarks.Labelling;
using MedClip.Benchmarks.Loading;
using MedClip.Benchmarks.Macro;
using MedClip.Benchmarks.Memory;
using MedClip.Benchmarks.Results;
using MedClip.Benchmarks.Settings;
using MedClip.Benchmarks.StartUp;
using MedClip.Benchmarks.Tokenizing;
using MedClip.Benchmarks.Training;

namespace MedClip.Benchmarks;

/// <summary>A group of rows that are measured together.</summary>
/// <param name="Name">The word after <c>./build.sh bench</c>.</param>
/// <param name="Run">Measures; further words say which part.</param>
internal sealed record Mode(string Name, Action<ResultRows, string[]> Run)
{
    public static IReadOnlyList<Mode> All { get; } =
    [
        new("labelling", (results, _) => LabellingBenchmark.Run(results)),
        new("labelling-stream", (results, _) => StreamingBenchmark.Run(results)),
        new("tokenizing", (results, _) => TokenizingBenchmark.Run(results)),
        new("inference", InferenceBenchmark.Run),
        new("loading", (results, _) => LoadingBenchmark.Run(results)),
        new("data", DataBenchmark.Run),
        new("step", (results, _) => DataBenchmark.RunStep(results)),
        new("kernels", (results, _) => KernelBenchmark.Run(results)),
        new("evaluation", EvaluationBenchmark.Run),
        new("startup", (results, _) => StartUpBenchmark.Run(results)),
        new("memory", (results, _) => MemoryBenchmark.Run(results)),
        new("settings", (results, _) => SettingsBenchmark.Run(results)),
        new("training", TrainingBenchmark.Run),
        new("pairs", (results, _) => PairedRuns.Run(results)),
    ];
}
