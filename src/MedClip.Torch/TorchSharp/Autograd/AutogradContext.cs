using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What a custom function keeps between its forward and its backward.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> values = [];
            private List<Tensor> saved = [];

            internal AutogradContext()
            {
            }

            /// <summary>Whether missing gradients come to backward as zeros; else as null.</summary>
            public bool MaterializeGrads { get; private set; } = true;

            internal IReadOnlyList<Tensor> Saved => saved;

            internal List<Tensor> Dirty { get; } = [];

            internal List<Tensor> NotDifferentiable { get; } = [];

            internal nint Node { get; set; }

            /// <summary>Keeps tensors for backward: inputs or outputs of forward, or any others.</summary>
            /// <param name="tensors">The tensors.</param>
            public void save_for_backward(List<Tensor> tensors) => saved = [.. tensors];

            /// <summary>The tensors that forward kept.</summary>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">The graph was freed by an earlier backward.</exception>
            public unsafe List<Tensor> get_saved_variables()
            {
                if (Node == 0)
                {
                    return [.. saved];
                }
                var handles = new nint[TorchRuntime.Api.NodeSavedCount(Node)];
                fixed (nint* pointer = handles)
                {
                    TorchRuntime.Api.Check(TorchRuntime.Api.NodeSaved(Node, pointer, handles.Length));
                }
                return [.. handles.Select(h => Tensor.Adopt(h))];
            }

            /// <summary>Keeps a value that is not a tensor.</summary>
            /// <param name="key">Its name.</param>
            /// <param name="value">The value.</param>
            public void save_data(string key, object value) => values[key] = value;

            /// <summary>A value that forward kept.</summary>
            /// <param name="key">Its name.</param>
            /// <exception cref="KeyNotFoundException">Nothing of that name was kept.</exception>
            public object get_data(string key) => values[key];

            /// <summary>Says that forward changed inputs in place.</summary>
            /// <param name="tensors">The inputs.</param>
            public void mark_dirty(List<Tensor> tensors) => Dirty.AddRange(tensors);

            /// <summary>Says that outputs have no gradient.</summary>
            /// <param name="tensors">The outputs.</param>
            public void mark_non_differentiable(List<Tensor> tensors) => NotDifferentiable.AddRange(tensors);

            /// <summary>Sets whether missing gradients come to backward as zeros.</summary>
            /// <param name="value">Zeros if true, null if false.</param>
            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>Lets go of what was kept.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            internal void Forget() => saved = [];

            /// <summary>Lets go of what was kept.</summary>
            /// <param name="disposing">Whether this comes from <see cref="Dispose()"/>.</param>
            protected virtual void Dispose(bool disposing)
            {
                saved = [];
                values.Clear();
            }
        }
    }
}
