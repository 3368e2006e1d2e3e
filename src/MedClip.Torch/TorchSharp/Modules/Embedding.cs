using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>A table of vectors, looked up by index.</summary>
        public sealed class Embedding : nn.Module<Tensor, Tensor>
        {
            private readonly long padding;
            private readonly double? maxNorm;
            private readonly double normType;
            private readonly bool scaleByFrequency;
            private readonly bool sparseGradient;
            private Parameter table;

            internal Embedding(Parameter weight, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse)
                : base(nameof(Embedding))
            {
                table = weight;
                padding = padding_idx is < 0 ? padding_idx.Value + weight.shape[0] : padding_idx ?? -1;
                (maxNorm, normType, scaleByFrequency, sparseGradient) = (max_norm, norm_type, scale_grad_by_freq, sparse);
                register_parameter(nameof(weight), weight);
            }

            /// <summary>(rows, dimensions).</summary>
            public Parameter weight
            {
                get => table;
                set => ConditionallyRegisterParameter(nameof(weight), table = value);
            }

            /// <summary>Indices (…), int64 or int32 → vectors (…, dimensions).</summary>
            public override Tensor forward(Tensor input)
            {
                if (maxNorm is not null)
                {
                    using (no_grad())
                    {
                        NnOp.EmbeddingRenorm.Run(table, input, maxNorm.Value, normType);
                    }
                }
                return NnOp.Embedding.Call(table, input, padding, scaleByFrequency, sparseGradient);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A table of vectors, first drawn from the standard normal distribution.</summary>
            /// <param name="num_embeddings">Rows.</param>
            /// <param name="embedding_dims">Dimensions of a vector.</param>
            /// <param name="padding_idx">A row that starts at zero and gets no gradient.</param>
            /// <param name="max_norm">Longest vector: longer ones are scaled down, in the table, when looked up.</param>
            /// <param name="norm_type">Which norm.</param>
            /// <param name="scale_grad_by_freq">Whether a row's gradient is divided by how often it was looked up.</param>
            /// <param name="sparse">Whether the gradient is a sparse tensor.</param>
            /// <param name="device">Where the table lives.</param>
            /// <param name="dtype">Element type of the table.</param>
            public static Embedding Embedding(
                long num_embeddings,
                long embedding_dims,
                long? padding_idx = null,
                double? max_norm = null,
                double norm_type = 2,
                bool scale_grad_by_freq = false,
                bool sparse = false,
                Device? device = null,
                ScalarType? dtype = null)
            {
                if (padding_idx is { } row && (row < -num_embeddings || row >= num_embeddings))
                {
                    throw new ArgumentOutOfRangeException(nameof(padding_idx), row, $"the table has {num_embeddings} rows");
                }
                (Device place, ScalarType type) = Module.Defaults(device, dtype);
                Parameter weight = ParameterInit.Normal(place, type, num_embeddings, embedding_dims);
                if (padding_idx is { } padding)
                {
                    using (no_grad())
                    {
                        using Tensor zero = NnOp.Select.Call(weight, 0, padding);
                        NnOp.Fill.Run(zero, 0.0);
                    }
                }
                return new Embedding(weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
            }
        }
    }
}
