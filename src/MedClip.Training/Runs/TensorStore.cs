using System.Runtime.InteropServices;
using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>Named tensors of a run's state in a safetensors file, bit for bit.</summary>
internal static class TensorStore
{
    public static void Write(string path, IEnumerable<(string Name, Tensor Value)> tensors)
    {
        using IDisposable outside = no_grad();
        using DisposeScope scope = NewDisposeScope();
        SafetensorsWriter.Write(path, [.. tensors.Select(entry => Content(entry.Name, entry.Value.detach().cpu().contiguous()))]);
    }

    /// <summary>Copies saved values into tensors; every name and shape must agree.</summary>
    public static void Read(string path, IEnumerable<(string Name, Tensor Target)> targets)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        using IDisposable outside = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((string name, Tensor target) in targets)
        {
            if (!file.Contains(name))
            {
                throw InvalidInputException.At(path, name, "the saved state lacks this tensor.", "It belongs to another model or to other options.");
            }

            SafetensorsEntry entry = file[name];
            if (!entry.Shape.SequenceEqual(target.shape))
            {
                throw InvalidInputException.At(
                    path, name, $"has shape ({string.Join(", ", entry.Shape)}) where the model has ({string.Join(", ", target.shape)}).");
            }

            target.copy_(Load(file, entry));
        }
    }

    private static SafetensorsContent Content(string name, Tensor value) => new(
        name, TypeOf(name, value.dtype), value.shape, stream => stream.Write(value.bytes));

    private static TensorElementType TypeOf(string name, ScalarType type) => type switch
    {
        ScalarType.Float32 => TensorElementType.Float32,
        ScalarType.Float64 => TensorElementType.Float64,
        ScalarType.Int64 => TensorElementType.Int64,
        ScalarType.Byte => TensorElementType.UInt8,
        _ => throw new NotSupportedException($"A run's state holds no {type}, but {name} is one."),
    };

    private static Tensor Load(SafetensorsFile file, SafetensorsEntry entry)
    {
        long[] shape = [.. entry.Shape];
        ReadOnlySpan<byte> bytes = file.Bytes(entry);
        return entry.Type switch
        {
            TensorElementType.Float32 => tensor(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), shape),
            TensorElementType.Float64 => tensor(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), shape),
            TensorElementType.Int64 => tensor(MemoryMarshal.Cast<byte, long>(bytes).ToArray(), shape),
            TensorElementType.UInt8 => tensor(bytes.ToArray(), shape),
            _ => throw InvalidInputException.At(file.Path, entry.Name, $"a run's state holds no {entry.Type}."),
        };
    }
}
