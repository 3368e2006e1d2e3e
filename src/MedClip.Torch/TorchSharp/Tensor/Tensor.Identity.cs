using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Dimensions of length one, complex parts, and equality of objects.</content>
    public partial class Tensor
    {
        /// <summary>The real parts, as a view.</summary>
        public Tensor real => Ops.Real.Call(this);

        /// <summary>The imaginary parts, as a view.</summary>
        public Tensor imag => Ops.Imag.Call(this);

        /// <summary>The transposed matrix, or the dimensions in reversed order.</summary>
        public Tensor T => permute([.. Enumerable.Range(0, (int)ndim).Reverse().Select(i => (long)i)]);

        /// <summary>The last two dimensions exchanged.</summary>
        public Tensor mT => transpose(-2, -1);

        /// <summary>Without dimensions of length one.</summary>
        /// <param name="dim">Only this one; all if null.</param>
        public Tensor squeeze(long? dim = null) => dim is null ? Ops.Squeeze.Call(this) : Ops.SqueezeDim.Call(this, dim.Value);

        /// <summary>Without dimensions of length one, in place.</summary>
        /// <param name="dim">Only this one; all if null.</param>
        public Tensor squeeze_(long? dim = null) => dim is null ? Ops.SqueezeInPlace.InPlace(this) : Ops.SqueezeInPlaceDim.InPlace(this, dim.Value);

        /// <summary>The tensor in page-locked memory, from which transfers to a GPU are faster.</summary>
        public Tensor pin_memory() => Ops.PinMemory.Call(this, Arg.None);

        /// <summary>Whether another object is a tensor of the same shape and elements.</summary>
        /// <param name="obj">The other object.</param>
        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        /// <summary>Whether another tensor has the same shape and elements.</summary>
        /// <param name="target">The other tensor.</param>
        public bool Equals(Tensor target) => ReferenceEquals(this, target) || (target is not null && Ops.Equal.CallBool(this, target));

        /// <summary>A hash of the object.</summary>
        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
