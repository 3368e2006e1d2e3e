using MedClip.Torch;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Work on all of a network's parameters at once.</summary>
        public static partial class utils
        {
            private static readonly Op Stack = new("aten::stack");
            private static readonly Op VectorNorm = new("aten::linalg_vector_norm");
            private static readonly Op MulInPlace = new("aten::mul_.Scalar");
            private static readonly Op ClampInPlace = new("aten::clamp_");

            /// <summary>
            /// Scales all gradients by min(1, max_norm / (norm + 1e-6)), norm being that of all of them together. Parameters without
            /// a gradient don't count; a gradient that is not finite makes the norm so.
            /// </summary>
            /// <param name="tensors">The parameters.</param>
            /// <param name="max_norm">Largest norm left.</param>
            /// <param name="norm_type">Which norm; infinity for the largest absolute value.</param>
            /// <returns>The norm before scaling.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                List<Tensor> gradients = Gradients(tensors);
                try
                {
                    if (gradients.Count == 0)
                    {
                        return 0;
                    }
                    double norm = TotalNorm(gradients, norm_type);
                    double factor = Math.Min(1, max_norm / (norm + 1e-6));
                    using (no_grad())
                    {
                        foreach (Tensor gradient in gradients)
                        {
                            MulInPlace.Run(gradient, factor);
                        }
                    }
                    return norm;
                }
                finally
                {
                    gradients.ForEach(gradient => gradient.Dispose());
                }
            }

            /// <summary>Cuts every element of every gradient to ±<paramref name="clip_value"/>.</summary>
            /// <param name="tensors">The parameters.</param>
            /// <param name="clip_value">Largest absolute value left.</param>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                List<Tensor> gradients = Gradients(tensors);
                using (no_grad())
                {
                    foreach (Tensor gradient in gradients)
                    {
                        ClampInPlace.Run(gradient, -clip_value, clip_value);
                        gradient.Dispose();
                    }
                }
            }

            private static List<Tensor> Gradients(IEnumerable<Parameter> parameters)
            {
                ArgumentNullException.ThrowIfNull(parameters);
                return [.. parameters.Select(parameter => parameter.grad!).Where(gradient => gradient is not null)];
            }

            // One number leaves the device, however many gradients there are.
            private static double TotalNorm(List<Tensor> gradients, double type)
            {
                using (no_grad())
                {
                    Tensor[] norms = [.. gradients.Select(gradient => VectorNorm.Call(gradient, type))];
                    try
                    {
                        using Tensor stacked = Stack.Call(norms);
                        using Tensor total = VectorNorm.Call(stacked, type, Arg.None, false, ScalarType.Float64);
                        return total.item<double>();
                    }
                    finally
                    {
                        Array.ForEach(norms, norm => norm.Dispose());
                    }
                }
            }
        }
    }
}
