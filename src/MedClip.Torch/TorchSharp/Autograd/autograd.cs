using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients of recorded operations.</summary>
    public static partial class autograd
    {
        /// <summary>Adds the gradients of tensors to the leaves they were computed from.</summary>
        /// <param name="tensors">The tensors.</param>
        /// <param name="grad_tensors">The gradient of each, where they are not single numbers.</param>
        /// <param name="retain_graph">Keep the history for another pass; as <paramref name="create_graph"/> if null.</param>
        /// <param name="create_graph">Record the backward pass itself.</param>
        /// <param name="inputs">The only leaves to give gradients to; all if null.</param>
        public static unsafe void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            if (grad_tensors is not null && grad_tensors.Count != tensors.Count)
            {
                throw new ArgumentException($"{tensors.Count} tensors need as many gradients; {grad_tensors.Count} were given.", nameof(grad_tensors));
            }
            nint[] roots = Handles(tensors);
            nint[] seeds = grad_tensors is null ? [] : Handles(grad_tensors);
            nint[] leaves = inputs is null ? [] : Handles(inputs);
            fixed (nint* r = roots, s = seeds, l = leaves)
            {
                TorchRuntime.Api.Check(TorchRuntime.Api.Backward(r, roots.Length, s, Flag(retain_graph), create_graph ? 1 : 0, l, leaves.Length));
            }
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}, bool?, bool, IList{Tensor})"/>
        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward((IList<Tensor>)[tensor], grad_tensors, retain_graph, create_graph, inputs);

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}, bool?, bool, IList{Tensor})"/>
        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward((IList<Tensor>)[tensor], [grad_tensor], retain_graph, create_graph, inputs);

        /// <summary>The gradients of tensors with respect to others, which are returned and not added to leaves.</summary>
        /// <param name="outputs">The tensors.</param>
        /// <param name="inputs">What they are differentiated by.</param>
        /// <param name="grad_outputs">The gradient of each output, where they are not single numbers.</param>
        /// <param name="retain_graph">Keep the history for another pass.</param>
        /// <param name="create_graph">Record the backward pass itself.</param>
        /// <param name="allow_unused">Give null for an input that was not used, rather than throwing.</param>
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            nint[] roots = Handles(outputs);
            nint[] leaves = Handles(inputs);
            nint[] seeds = grad_outputs is null ? [] : Handles(grad_outputs);
            var results = new nint[leaves.Length];
            fixed (nint* r = roots, l = leaves, s = seeds, o = results)
            {
                TorchRuntime.Api.Check(TorchRuntime.Api.GradOf(
                    r, roots.Length, l, leaves.Length, s, retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, o));
            }
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return Array.ConvertAll(results, t => Tensor.Adopt(t));
        }

        /// <summary>Says which operation made a gradient NaN, at a cost, until the result is disposed.</summary>
        /// <param name="check_nan">Stop at NaN.</param>
        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        /// <summary>Switches the search for anomalies on or off until the result is disposed.</summary>
        /// <param name="mode">Whether it is on.</param>
        /// <param name="check_nan">Stop at NaN.</param>
        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);

        internal static nint[] Handles(IList<Tensor> tensors) => [.. tensors.Select(t => t is null ? 0 : t.Handle)];

        private static int Flag(bool? value) => value is null ? -1 : value.Value ? 1 : 0;
    }
}
