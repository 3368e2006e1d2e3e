using BenchmarkDotNet.Running;
using MedClip.Benchmarks;
using MedClip.Benchmarks.Loading;
using MedClip.Benchmarks.Macro;
using MedClip.Benchmarks.Micro;
using MedClip.Benchmarks.Training;
using MedClip.Models;

// `./build.sh bench [MODE [WORD…]]` measures and writes benchmarks/RESULTS.md (docs/benchmarks.md); `bench --filter '*'` runs BenchmarkDotNet's.
switch (args)
{
    case ["stock-worker"]:
        StockWorker.Serve();
        return 0;
    case ["step-worker", string way]:
        StepWorker.Serve(way);
        return 0;
    case ["loading-memory", string checkpoint, string memory, string quick]:
        LoadingBenchmark.Memory(checkpoint, Enum.Parse<WeightMemory>(memory), bool.Parse(quick));
        return 0;
    case ["--filter" or "-f" or "--list", ..]:
        BenchmarkSwitcher.FromAssembly(typeof(DispatchBenchmark).Assembly).Run(args);
        return 0;
    default:
        return BenchCommand.Run(args);
}
