using MedClip.Torch;

namespace TorchSharp;

/// <content>Numbers of a uniform distribution over [0, 1).</content>
public static partial class torch
{
    /// <summary>Numbers of a uniform distribution over [0, 1), in four dimensions.</summary>
    public static Tensor rand(int dim0, int dim1, int dim2, int dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRand([dim0, dim1, dim2, dim3], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of a uniform distribution over [0, 1), in three dimensions.</summary>
    public static Tensor rand(int dim0, int dim1, int dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRand([dim0, dim1, dim2], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of a uniform distribution over [0, 1), in two dimensions.</summary>
    public static Tensor rand(int rows, int columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRand([rows, columns], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of a uniform distribution over [0, 1), in one dimension.</summary>
    public static Tensor rand(int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRand([size], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of a uniform distribution over [0, 1), in four dimensions.</summary>
    public static Tensor rand(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRand([dim0, dim1, dim2, dim3], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of a uniform distribution over [0, 1), in three dimensions.</summary>
    public static Tensor rand(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRand([dim0, dim1, dim2], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of a uniform distribution over [0, 1), in two dimensions.</summary>
    public static Tensor rand(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRand([rows, columns], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of a uniform distribution over [0, 1), in one dimension.</summary>
    public static Tensor rand(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRand([size], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of a uniform distribution over [0, 1), in a shape.</summary>
    public static Tensor rand(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRand(size, dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of a uniform distribution over [0, 1), in a shape.</summary>
    public static Tensor rand(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRand(size.ToArray(), dtype, device, generator, requires_grad, names);

    private static Tensor MakeRand(long[] size, ScalarType? dtype, Device? device, Generator? generator, bool requires_grad, string[]? names) =>
        Ready(Ops.RandGenerator.Call(size, generator, dtype, Arg.None, device ?? get_default_device()), requires_grad, names);
}
