using MedClip.Torch;

namespace TorchSharp;

/// <content>Functions of several tensors.</content>
public static partial class torch
{
    /// <summary>Tensors one behind the other along a dimension they have.</summary>
    /// <param name="tensors">The tensors; they agree in all other dimensions.</param>
    /// <param name="dim">The dimension.</param>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Ops.Cat.Call(tensors, dim);

    /// <inheritdoc cref="cat(Tensor[], long)"/>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Ops.Cat.Call(tensors.ToArray(), dim);

    /// <inheritdoc cref="cat(Tensor[], long)"/>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Ops.Cat.Call(tensors.ToArray(), dim);

    /// <inheritdoc cref="cat(Tensor[], long)"/>
    public static Tensor concat(Tensor[] tensors, long dim = 0) => Ops.Cat.Call(tensors, dim);

    /// <inheritdoc cref="cat(Tensor[], long)"/>
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => Ops.Cat.Call(tensors.ToArray(), dim);

    /// <summary>Tensors side by side along a new dimension.</summary>
    /// <param name="tensors">Tensors of one shape.</param>
    /// <param name="dim">Where the new dimension stands.</param>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Ops.Stack.Call(tensors.ToArray(), dim);

    /// <summary>Tensors one behind the other along the columns.</summary>
    /// <param name="tensors">The tensors.</param>
    public static Tensor hstack(params Tensor[] tensors) => Ops.Hstack.Call(tensors);

    /// <inheritdoc cref="hstack(Tensor[])"/>
    public static Tensor hstack(IList<Tensor> tensors) => Ops.Hstack.Call(tensors.ToArray());

    /// <summary>Tensors one behind the other along the rows.</summary>
    /// <param name="tensors">The tensors.</param>
    public static Tensor vstack(Tensor[] tensors) => Ops.Vstack.Call(tensors);

    /// <inheritdoc cref="vstack(Tensor[])"/>
    public static Tensor vstack(IList<Tensor> tensors) => Ops.Vstack.Call(tensors.ToArray());

    /// <summary>A sum of products over named dimensions.</summary>
    /// <param name="equation">The dimensions of the operands and of the result, such as <c>ij,jk->ik</c>.</param>
    /// <param name="tensors">The operands.</param>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Ops.Einsum.Call(equation, tensors, Arg.None);

    /// <summary>Grids of coordinates from vectors of them.</summary>
    /// <param name="tensors">The vectors.</param>
    /// <param name="indexing"><c>ij</c>: the first vector varies along the first dimension; <c>xy</c>: along the second.</param>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") => Ops.MeshgridIndexing.CallList(tensors.ToArray(), indexing);

    /// <summary>Tensors expanded to one shape, without copying.</summary>
    /// <param name="tensors">The tensors.</param>
    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Ops.BroadcastTensors.CallList(tensors);

    /// <summary>All combinations of elements of vectors, one in each row.</summary>
    /// <param name="tensors">The vectors.</param>
    public static Tensor cartesian_prod(params Tensor[] tensors) => Ops.CartesianProd.Call(tensors);

    /// <summary>Matrices along the diagonal of a larger one.</summary>
    /// <param name="tensors">The matrices.</param>
    public static Tensor block_diag(params Tensor[] tensors) => Ops.BlockDiag.Call(tensors);

    /// <summary>One tensor where a condition holds, another elsewhere.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="x">Where it holds.</param>
    /// <param name="y">Where it does not.</param>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Ops.WhereSelf.Call(condition, x, y);

    /// <summary>The indices of the elements that are not zero, one tensor for each dimension.</summary>
    /// <param name="condition">The tensor.</param>
    public static Tensor[] where(Tensor condition) => Ops.Where.CallList(condition);

    /// <summary>Where values belong in a sorted sequence.</summary>
    public static Tensor searchsorted(Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false, Tensor? sorter = null) =>
        Ops.SearchsortedTensor.Call(sorted_sequence, values, out_int32, right, Arg.None, sorter);

    /// <summary>The distances between the rows of two matrices.</summary>
    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) =>
        Ops.Cdist.Call(x1, x2, p, (long)compute_mode);

    /// <summary>Complex numbers from their parts.</summary>
    /// <param name="real">The real parts.</param>
    /// <param name="imag">The imaginary parts.</param>
    public static Tensor complex(Tensor real, Tensor imag) => Ops.Complex.Call(real, imag);

    /// <summary>Complex numbers from absolute value and angle.</summary>
    /// <param name="abs">The absolute values.</param>
    /// <param name="angle">The angles, in radians.</param>
    public static Tensor polar(Tensor abs, Tensor angle) => Ops.Polar.Call(abs, angle);

    /// <summary>How often each non-negative integer occurs, or the sum of its weights.</summary>
    /// <param name="input">A vector of integers.</param>
    /// <param name="weights">A weight for each; all one if null.</param>
    /// <param name="minlength">At least this many counts.</param>
    public static Tensor bincount(Tensor input, Tensor? weights = null, long minlength = 0) => Ops.Bincount.Call(input, weights, minlength);

    /// <summary>The Euclidean norm of all elements.</summary>
    /// <param name="input">The tensor.</param>
    public static Tensor norm(Tensor input) => input.norm();

    /// <summary>A dimension moved to another place.</summary>
    /// <param name="input">The tensor.</param>
    /// <param name="source">Where it is.</param>
    /// <param name="destination">Where it goes.</param>
    public static Tensor movedim(Tensor input, long source, long destination) => input.movedim([source], [destination]);
}
