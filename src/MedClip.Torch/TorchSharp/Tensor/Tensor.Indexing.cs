using System.Runtime.CompilerServices;
using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Indexing as in Python: numbers, slices, ellipses, new dimensions, masks and index tensors.</content>
    public partial class Tensor
    {
        /// <summary>A part of the tensor: a view, or a copy if tensors are among the indices.</summary>
        /// <param name="indices">One for each dimension, from the first on.</param>
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>Elements picked by tensors of indices, or by masks.</summary>
        /// <param name="indices">One for each dimension, from the first on.</param>
        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>One index of each leading dimension, which go away.</summary>
        /// <param name="indices">The indices.</param>
        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Array.ConvertAll(indices, i => (TensorIndex)i));
            set => index_put_(value, Array.ConvertAll(indices, i => (TensorIndex)i));
        }

        /// <summary>A part of the tensor: a view, or a copy if tensors are among the indices.</summary>
        /// <param name="indices">One for each dimension, from the first on.</param>
        public Tensor index(params TensorIndex[] indices)
        {
            (Tensor view, Tensor?[]? picks) = Narrowed(indices);
            if (picks is null)
            {
                return view;
            }
            using (view)
            {
                return Picked(picks, () => Ops.IndexTensor.Call(view, picks));
            }
        }

        /// <summary>Elements picked by tensors of indices, or by masks.</summary>
        /// <param name="indices">One for each dimension, from the first on.</param>
        public Tensor index(params Tensor[] indices) => Ops.IndexTensor.Call(this, indices);

        /// <summary>Writes a tensor to a part of this one, with broadcasting.</summary>
        /// <param name="value">What to write.</param>
        /// <param name="indices">Where to.</param>
        /// <param name="accumulate">Add instead of replacing.</param>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            (Tensor view, Tensor?[]? picks) = Narrowed(indices);
            using (view)
            {
                if (picks is not null)
                {
                    Picked(picks, () => { Ops.IndexPutInPlace.Run(view, picks, value, accumulate); return this; });
                }
                else if (accumulate)
                {
                    view.add_(value);
                }
                else
                {
                    view.copy_(value);
                }
            }
            return this;
        }

        /// <summary>Writes a tensor to elements picked by tensors of indices, or by masks.</summary>
        /// <param name="value">What to write.</param>
        /// <param name="indices">Where to.</param>
        /// <param name="accumulate">Add instead of replacing.</param>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) => Ops.IndexPutInPlace.InPlace(this, indices, value, accumulate);

        /// <summary>Writes a tensor to a part of this one, with broadcasting.</summary>
        /// <param name="value">What to write.</param>
        /// <param name="indices">Where to.</param>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        /// <summary>Writes a tensor to elements picked by tensors of indices, or by masks.</summary>
        /// <param name="value">What to write.</param>
        /// <param name="indices">Where to.</param>
        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        /// <summary>Writes a number to a part of the tensor.</summary>
        /// <param name="value">What to write.</param>
        /// <param name="indices">Where to.</param>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using Tensor number = full([], value, dtype, device);
            return index_put_(number, indices);
        }

        /// <summary>Writes a number to elements picked by tensors of indices, or by masks.</summary>
        /// <param name="value">What to write.</param>
        /// <param name="indices">Where to.</param>
        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using Tensor number = full([], value, dtype, device);
            return index_put_(number, indices);
        }

        // Everything but tensors is done by views; the tensors that remain stand at the dimensions they pick from.
        private (Tensor View, Tensor?[]? Picks) Narrowed(TensorIndex[] indices)
        {
            Tensor view = alias();
            var picks = new List<Tensor?>();
            int dimension = 0;
            int consumed = indices.Sum(Consumes);
            for (int i = 0; i < indices.Length; i++)
            {
                TensorIndex at = indices[i];
                Tensor before = view;
                switch (at.Kind)
                {
                    case TensorIndex.IndexKind.Single:
                        view = before.select(dimension, at.Start);
                        break;
                    case TensorIndex.IndexKind.Slice:
                        view = Ops.SliceTensor.Call(before, dimension, at.Start, at.Stop, at.Step);
                        dimension++;
                        break;
                    case TensorIndex.IndexKind.Ellipsis:
                        dimension += (int)ndim - consumed;
                        continue;
                    case TensorIndex.IndexKind.NewDimension:
                        view = before.unsqueeze(dimension);
                        dimension++;
                        break;
                    case TensorIndex.IndexKind.Bool:
                        view = before.unsqueeze(dimension);
                        Put(picks, dimension, zeros([at.Start], ScalarType.Int64));
                        dimension++;
                        break;
                    default:
                        Put(picks, dimension, at.Indices!.alias());
                        dimension += Consumes(at);
                        continue;
                }
                before.Dispose();
            }
            return (view, picks.Count == 0 ? null : [.. picks]);
        }

        private static int Consumes(TensorIndex index) => index.Kind switch
        {
            TensorIndex.IndexKind.Single or TensorIndex.IndexKind.Slice => 1,
            TensorIndex.IndexKind.Tensor => index.Indices!.dtype is ScalarType.Bool or ScalarType.Byte ? (int)index.Indices.ndim : 1,
            _ => 0,
        };

        private static void Put(List<Tensor?> picks, int dimension, Tensor pick)
        {
            while (picks.Count < dimension)
            {
                picks.Add(null);
            }
            picks.Add(pick);
        }

        private static Tensor Picked(Tensor?[] picks, Func<Tensor> act)
        {
            try
            {
                return act();
            }
            finally
            {
                Array.ForEach(picks, p => p?.Dispose());
            }
        }
    }
}
