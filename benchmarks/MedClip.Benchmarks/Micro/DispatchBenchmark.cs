using BenchmarkDotNet.Attributes;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Micro;

/// <summary>The cost of one call through the generic door: adding two tensors of four numbers.</summary>
[MemoryDiagnoser]
public class DispatchBenchmark
{
    private readonly Tensor left = ones(4);
    private readonly Tensor right = ones(4);

    [Benchmark]
    public void Add() => left.add(right).Dispose();
}
