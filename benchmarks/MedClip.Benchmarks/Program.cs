using BenchmarkDotNet.Running;
using MedClip.Benchmarks;
using MedClip.Benchmarks.Evaluation;
using MedClip.Benchmarks.Kernels;
using MedClip.Benchmarks.Labelling;
using MedClip.Benchmarks.Loading;
using MedClip.Benchmarks.Macro;
using MedClip.Benchmarks.Tokenizing;
using MedClip.Benchmarks.Training;
using MedClip.Models;

if (args is ["labelling"])
{
    LabellingBenchmark.Run();
    return;
}

if (args is ["loading"])
{
    LoadingBenchmark.Run();
    return;
}

if (args is ["loading-memory", string checkpoint, string memory])
{
    LoadingBenchmark.Memory(checkpoint, Enum.Parse<WeightMemory>(memory));
    return;
}

if (args is ["labelling-stream"])
{
    StreamingBenchmark.Run();
    return;
}

if (args is ["tokenizing"])
{
    TokenizingBenchmark.Run();
    return;
}

if (args is ["inference", .. string[] models])
{
    InferenceBenchmark.Run(models);
    return;
}

if (args is ["training", .. string[] batches])
{
    TrainingBenchmark.Run(batches);
    return;
}

if (args is ["kernels"])
{
    KernelBenchmark.Run();
    return;
}

if (args is ["evaluation", .. string[] parts])
{
    EvaluationBenchmark.Run(parts);
    return;
}

// `./build.sh bench` runs the paired comparisons; `./build.sh bench --filter '*'` BenchmarkDotNet's.
// `./build.sh bench loading`: checkpoints of 547 MB.
// `./build.sh bench data [FILM...]` the image chains and the loader, `step` the training step beside the loader alone.
if (args is ["data", .. string[] films])
{
    DataBenchmark.Run(films);
    return;
}

if (args is ["step"])
{
    DataBenchmark.RunStep();
    return;
}

if (args.Length > 0)
{
    BenchmarkSwitcher.FromAssembly(typeof(PairedRun).Assembly).Run(args);
    return;
}

Console.WriteLine("| comparison | ours ÷ other (median of rounds) | ours | other |");
Console.WriteLine("|---|---|---|---|");
foreach (PairedRun run in PairedRuns.All())
{
    Console.WriteLine(run.Measure());
}
