using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>A weight file of a layout that exists as a formula only: the keys and shapes a model has there, float32 values by <see cref="FormulaWeights"/>.</summary>
internal sealed class FormulaFile : WeightFile
{
    private readonly ulong seed;

    public FormulaFile(WeightLayout layout, nn.Module model, ulong seed)
        : base("formula", "formula")
    {
        this.seed = seed;
        using DisposeScope scope = NewDisposeScope();
        Entries =
        [
            .. layout.Export(model.state_dict()).Where(pair => pair.Value.dtype == ScalarType.Float32)
                .Select(pair => new WeightEntry(pair.Key, TensorElementType.Float32, [.. pair.Value.shape])),
        ];
    }

    public override IReadOnlyList<WeightEntry> Entries { get; }

    public override void CopyTo(WeightEntry entry, Span<byte> destination) =>
        MemoryMarshal.AsBytes(FormulaWeights.Values(seed, entry.Name, [.. entry.Shape]).AsSpan()).CopyTo(destination);

    protected override void Dispose(bool disposing)
    {
    }
}
