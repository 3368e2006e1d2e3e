using MedClip.Torch;

namespace TorchSharp;

/// <content>Regular tensors, and tensors like others.</content>
public static partial class torch
{
    /// <summary>Numbers from 0 on, up to but not including the end; 64-bit integers if it is an integer.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Ops.Arange.Call(stop, dtype, Arg.None, device ?? get_default_device()), requires_grad, null);

    /// <summary>Numbers from a start on, up to but not including the end; 64-bit integers if both are integers.</summary>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Ops.ArangeStart.Call(start, stop, dtype, Arg.None, device ?? get_default_device()), requires_grad, null);

    /// <summary>Numbers a step apart from a start on, up to but not including the end; 64-bit integers if all are integers.</summary>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Ops.ArangeStartStep.Call(start, stop, step, dtype, Arg.None, device ?? get_default_device()), requires_grad, null);

    /// <summary>Numbers at equal distances, both ends included.</summary>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Ops.Linspace.Call(start, end, steps, dtype, Arg.None, device ?? get_default_device()), requires_grad, null);

    /// <summary>Powers of a base whose exponents lie at equal distances, both ends included.</summary>
    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Ready(Ops.Logspace.Call(start, end, steps, @base, dtype, Arg.None, device ?? get_default_device()), requires_grad, null);

    /// <summary>A matrix with ones on the diagonal and zeros elsewhere; square if columns is −1.</summary>
    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Ready(Ops.EyeM.Call(rows, columns < 0 ? rows : columns, dtype, Arg.None, device ?? get_default_device()), requires_grad, names);

    /// <summary>The indices of the lower triangle, rows above columns.</summary>
    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Ops.TrilIndices.Call(row, col, offset, dtype, Arg.None, device ?? get_default_device());

    /// <summary>The indices of the upper triangle, rows above columns.</summary>
    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Ops.TriuIndices.Call(row, col, offset, dtype, Arg.None, device ?? get_default_device());

    /// <summary>Zeros in the shape, type and device of another tensor.</summary>
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Ready(input.zeros_like(dtype, device, requires_grad), requires_grad, names);

    /// <summary>Ones in the shape, type and device of another tensor.</summary>
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Ready(input.ones_like(dtype, device, requires_grad), requires_grad, names);

    /// <summary>A tensor in the shape, type and device of another one, not filled.</summary>
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Ready(input.empty_like(dtype, device, requires_grad), requires_grad, names);

    /// <summary>A tensor in the shape, type and device of another one, filled with a number.</summary>
    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Ready(input.full_like(value, dtype, device, requires_grad), requires_grad, names);
}
