using MedClip.Torch;

namespace TorchSharp;

/// <content>Numbers of the standard normal distribution.</content>
public static partial class torch
{
    /// <summary>Numbers of the standard normal distribution, in four dimensions.</summary>
    public static Tensor randn(int dim0, int dim1, int dim2, int dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRandn([dim0, dim1, dim2, dim3], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of the standard normal distribution, in three dimensions.</summary>
    public static Tensor randn(int dim0, int dim1, int dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRandn([dim0, dim1, dim2], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of the standard normal distribution, in two dimensions.</summary>
    public static Tensor randn(int rows, int columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRandn([rows, columns], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of the standard normal distribution, in one dimension.</summary>
    public static Tensor randn(int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRandn([size], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of the standard normal distribution, in four dimensions.</summary>
    public static Tensor randn(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRandn([dim0, dim1, dim2, dim3], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of the standard normal distribution, in three dimensions.</summary>
    public static Tensor randn(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRandn([dim0, dim1, dim2], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of the standard normal distribution, in two dimensions.</summary>
    public static Tensor randn(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRandn([rows, columns], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of the standard normal distribution, in one dimension.</summary>
    public static Tensor randn(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRandn([size], dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of the standard normal distribution, in a shape.</summary>
    public static Tensor randn(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRandn(size, dtype, device, generator, requires_grad, names);

    /// <summary>Numbers of the standard normal distribution, in a shape.</summary>
    public static Tensor randn(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        MakeRandn(size.ToArray(), dtype, device, generator, requires_grad, names);

    private static Tensor MakeRandn(long[] size, ScalarType? dtype, Device? device, Generator? generator, bool requires_grad, string[]? names) =>
        Ready(Ops.RandnGenerator.Call(size, generator, dtype, Arg.None, device ?? get_default_device()), requires_grad, names);
}
