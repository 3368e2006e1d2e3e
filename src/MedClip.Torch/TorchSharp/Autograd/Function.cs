namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>An operation with a backward of its own. Derive from <see cref="SingleTensorFunction{T}"/> or <see cref="MultiTensorFunction{T}"/>.</summary>
        /// <typeparam name="T">The derived class.</typeparam>
        public abstract class Function<T>
            where T : Function<T>, new()
        {
            /// <summary>The name that errors and graphs show.</summary>
            public abstract string Name { get; }

            /// <summary>Runs the forward without recording it, and records this function in its place.</summary>
            /// <param name="vars">What forward takes: tensors and anything else.</param>
            public static List<Tensor> apply_internal(params object[] vars)
            {
                var function = new T();
                var context = new AutogradContext();
                List<Tensor> outputs;
                using (no_grad())
                {
                    outputs = function.Forward(context, vars);
                }
                return CustomNode.Record(function.Name, context, vars, outputs, (c, g) => function.Backward(c, g));
            }

            internal abstract List<Tensor> Forward(AutogradContext context, object[] vars);

            internal abstract List<Tensor> Backward(AutogradContext context, List<Tensor> gradients);
        }

        /// <summary>An operation with one result and a backward of its own.</summary>
        /// <typeparam name="T">The derived class.</typeparam>
        public abstract class SingleTensorFunction<T> : Function<T>
            where T : SingleTensorFunction<T>, new()
        {
            /// <summary>Runs the function, recorded.</summary>
            /// <param name="vars">What forward takes: tensors and anything else.</param>
            public static Tensor apply(params object[] vars) => apply_internal(vars)[0];

            /// <summary>Computes the result.</summary>
            /// <param name="ctx">Keeps what backward needs.</param>
            /// <param name="vars">Tensors and anything else.</param>
            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            /// <summary>Computes the gradients.</summary>
            /// <param name="ctx">What forward kept.</param>
            /// <param name="grad_output">The gradient of the result.</param>
            /// <returns>One gradient for each argument of forward, null where there is none; or one for each tensor among them.</returns>
            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            internal sealed override List<Tensor> Forward(AutogradContext context, object[] vars) => [forward(context, vars)];

            internal sealed override List<Tensor> Backward(AutogradContext context, List<Tensor> gradients) => backward(context, gradients[0]);
        }

        /// <summary>An operation with several results and a backward of its own.</summary>
        /// <typeparam name="T">The derived class.</typeparam>
        public abstract class MultiTensorFunction<T> : Function<T>
            where T : MultiTensorFunction<T>, new()
        {
            /// <summary>Runs the function, recorded.</summary>
            /// <param name="vars">What forward takes: tensors and anything else.</param>
            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            /// <summary>Computes the results.</summary>
            /// <param name="ctx">Keeps what backward needs.</param>
            /// <param name="vars">Tensors and anything else.</param>
            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            /// <summary>Computes the gradients.</summary>
            /// <param name="ctx">What forward kept.</param>
            /// <param name="grad_outputs">The gradient of each result.</param>
            /// <returns>One gradient for each argument of forward, null where there is none; or one for each tensor among them.</returns>
            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            internal sealed override List<Tensor> Forward(AutogradContext context, object[] vars) => forward(context, vars);

            internal sealed override List<Tensor> Backward(AutogradContext context, List<Tensor> gradients) => backward(context, gradients);
        }
    }
}
