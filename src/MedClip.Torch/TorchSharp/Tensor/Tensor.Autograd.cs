using System.Diagnostics.CodeAnalysis;
using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Gradients.</content>
    public partial class Tensor
    {
        /// <summary>Whether operations on the tensor are recorded, so that <see cref="backward()"/> finds its gradient.</summary>
        public unsafe bool requires_grad
        {
            get => Info().Has(NativeFlags.RequiresGrad);
            set => TorchRuntime.Api.Check(TorchRuntime.Api.SetRequiresGrad(Handle, value ? 1 : 0));
        }

        /// <summary>The gradient that backward passes have added up; null before the first.</summary>
        [AllowNull]
        public unsafe Tensor grad
        {
            get
            {
                nint gradient;
                TorchRuntime.Api.Check(TorchRuntime.Api.Grad(Handle, &gradient));
                GC.KeepAlive(this);
                return Adopt(gradient);
            }

            set
            {
                TorchRuntime.Api.Check(TorchRuntime.Api.SetGrad(Handle, value is null ? 0 : value.Handle));
                GC.KeepAlive(value);
            }
        }

        /// <summary>Sets whether operations on the tensor are recorded.</summary>
        /// <param name="requires_grad">Whether to record.</param>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Sets whether operations on the tensor are recorded.</summary>
        /// <param name="requires_grad">Whether to record.</param>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of a tensor that is not a leaf.</summary>
        public unsafe void retain_grad() => TorchRuntime.Api.Check(TorchRuntime.Api.RetainGrad(Handle));

        /// <summary>The same memory without the history: gradients end here.</summary>
        public Tensor detach() => Ops.Detach.Call(this);

        /// <summary>Takes the history away.</summary>
        public Tensor detach_() => Ops.DetachInPlace.InPlace(this);

        /// <summary>Adds the gradients of this number to all leaves it was computed from.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">The tensor has several elements, or no history.</exception>
        public void backward() => autograd.backward(this, (IList<Tensor>?)null);

        /// <summary>Adds gradients to the leaves this tensor was computed from.</summary>
        /// <param name="grad_tensors">The gradient of this tensor, where it is not a single number.</param>
        /// <param name="retain_graph">Keep the history for another backward pass.</param>
        /// <param name="create_graph">Record the backward pass itself, for second derivatives.</param>
        /// <param name="inputs">The only leaves to give gradients to; all if null.</param>
        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward(this, grad_tensors, retain_graph || create_graph, create_graph, inputs);

        internal static Tensor Ready(Tensor tensor, bool requires_grad) => requires_grad ? tensor.requires_grad_() : tensor;
    }

    internal static Tensor Ready(Tensor tensor, bool requires_grad, string[]? names)
    {
        if (names is not null)
        {
            tensor.Dispose();
            throw new NotSupportedException("Named dimensions are not supported: pass names: null.");
        }
        return requires_grad ? tensor.requires_grad_() : tensor;
    }
}
