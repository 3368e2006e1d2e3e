using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Indexing by one to six numbers.</content>
    public partial class Tensor
    {
        /// <summary>One index of the first dimension; negative ones count from the end.</summary>
        /// <param name="i1">Index of dimension 1.</param>
        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => index((TensorIndex[])[i1]);
            set => index_put_(value, (TensorIndex[])[i1]);
        }

        /// <summary>One index of each of the first 2 dimensions; negative ones count from the end.</summary>
        /// <param name="i1">Index of dimension 1.</param>
        /// <param name="i2">Index of dimension 2.</param>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index((TensorIndex[])[i1, i2]);
            set => index_put_(value, (TensorIndex[])[i1, i2]);
        }

        /// <summary>One index of each of the first 3 dimensions; negative ones count from the end.</summary>
        /// <param name="i1">Index of dimension 1.</param>
        /// <param name="i2">Index of dimension 2.</param>
        /// <param name="i3">Index of dimension 3.</param>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index((TensorIndex[])[i1, i2, i3]);
            set => index_put_(value, (TensorIndex[])[i1, i2, i3]);
        }

        /// <summary>One index of each of the first 4 dimensions; negative ones count from the end.</summary>
        /// <param name="i1">Index of dimension 1.</param>
        /// <param name="i2">Index of dimension 2.</param>
        /// <param name="i3">Index of dimension 3.</param>
        /// <param name="i4">Index of dimension 4.</param>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index((TensorIndex[])[i1, i2, i3, i4]);
            set => index_put_(value, (TensorIndex[])[i1, i2, i3, i4]);
        }

        /// <summary>One index of each of the first 5 dimensions; negative ones count from the end.</summary>
        /// <param name="i1">Index of dimension 1.</param>
        /// <param name="i2">Index of dimension 2.</param>
        /// <param name="i3">Index of dimension 3.</param>
        /// <param name="i4">Index of dimension 4.</param>
        /// <param name="i5">Index of dimension 5.</param>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => index((TensorIndex[])[i1, i2, i3, i4, i5]);
            set => index_put_(value, (TensorIndex[])[i1, i2, i3, i4, i5]);
        }

        /// <summary>One index of each of the first 6 dimensions; negative ones count from the end.</summary>
        /// <param name="i1">Index of dimension 1.</param>
        /// <param name="i2">Index of dimension 2.</param>
        /// <param name="i3">Index of dimension 3.</param>
        /// <param name="i4">Index of dimension 4.</param>
        /// <param name="i5">Index of dimension 5.</param>
        /// <param name="i6">Index of dimension 6.</param>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => index((TensorIndex[])[i1, i2, i3, i4, i5, i6]);
            set => index_put_(value, (TensorIndex[])[i1, i2, i3, i4, i5, i6]);
        }
    }
}
