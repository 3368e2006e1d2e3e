using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Shape, type, device and the like.</content>
    public partial class Tensor
    {
        /// <summary>The type of the elements.</summary>
        public ScalarType dtype => elementType ??= (ScalarType)Info().Type;

        /// <summary>The device the tensor lives on.</summary>
        public Device device
        {
            get
            {
                NativeInfo info = Info();
                return new Device((DeviceType)info.DeviceType, info.DeviceIndex);
            }
        }

        /// <summary>The kind of device.</summary>
        public DeviceType device_type => (DeviceType)Info().DeviceType;

        /// <summary>The device's index; −1 on the processor.</summary>
        public int device_index => Info().DeviceIndex;

        /// <summary>The number of dimensions.</summary>
        public long Dimensions => Info().Dimensions;

        /// <summary>The number of dimensions.</summary>
        public long ndim => Info().Dimensions;

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => Info().Elements;

        /// <summary>Bytes of one element.</summary>
        public long ElementSize => Info().ElementSize;

        /// <summary>The length of each dimension.</summary>
        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[Info().Dimensions];
                fixed (long* pointer = sizes)
                {
                    TorchRuntime.Api.Check(TorchRuntime.Api.TensorSizes(Handle, pointer, null, sizes.Length));
                }
                GC.KeepAlive(this);
                return sizes;
            }
        }

        /// <summary>Whether the tensor lives on a CUDA device.</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>Whether the tensor has a shape but no data.</summary>
        public bool is_meta => device_type == DeviceType.META;

        /// <summary>Whether the tensor is stored sparsely.</summary>
        public bool is_sparse => Info().Has(NativeFlags.Sparse);

        /// <summary>Whether the tensor is a leaf of the autograd graph: not the result of a recorded operation.</summary>
        public bool is_leaf => Info().Has(NativeFlags.IsLeaf);

        /// <summary>The number of dimensions.</summary>
        public long dim() => Info().Dimensions;

        /// <summary>The number of elements.</summary>
        public long numel() => Info().Elements;

        /// <summary>Bytes of one element.</summary>
        public long element_size() => Info().ElementSize;

        /// <summary>The length of each dimension.</summary>
        public long[] size() => shape;

        /// <summary>The length of one dimension.</summary>
        /// <param name="dim">Which; negative ones count from the end.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public long size(int dim) => At(shape, dim);

        /// <summary>How many elements apart neighbours are, for each dimension.</summary>
        public unsafe long[] stride()
        {
            var strides = new long[Info().Dimensions];
            fixed (long* pointer = strides)
            {
                TorchRuntime.Api.Check(TorchRuntime.Api.TensorSizes(Handle, null, pointer, strides.Length));
            }
            GC.KeepAlive(this);
            return strides;
        }

        /// <summary>How many elements apart neighbours are along one dimension.</summary>
        /// <param name="dim">Which; negative ones count from the end.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public long stride(int dim) => At(stride(), dim);

        /// <summary>Where in its storage the tensor begins, in elements.</summary>
        public long storage_offset() => Info().StorageOffset;

        /// <summary>Whether the elements lie in row-major order without gaps.</summary>
        public bool is_contiguous() => Info().Has(NativeFlags.Contiguous);

        /// <summary>Whether the tensor lives on the processor.</summary>
        public bool is_cpu() => device_type == DeviceType.CPU;

        /// <summary>Whether the elements are complex numbers.</summary>
        public bool is_complex() => torch.is_complex(dtype);

        /// <summary>Whether the elements are floating-point numbers.</summary>
        public bool is_floating_point() => torch.is_floating_point(dtype);

        /// <summary>Whether the elements are integers.</summary>
        public bool is_integral() => torch.is_integral(dtype);

        /// <summary>Whether the elements are quantized.</summary>
        public bool is_quantized() => Info().Has(NativeFlags.Quantized);

        /// <summary>Whether the tensor is a conjugated view.</summary>
        public bool is_conj() => Info().Has(NativeFlags.Conjugated);

        /// <summary>Whether the tensor is a negated view.</summary>
        public bool is_neg() => Info().Has(NativeFlags.Negated);

        /// <summary>Whether the single element is not zero.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">The tensor has more or fewer elements than one.</exception>
        public bool is_nonzero() => Ops.IsNonzero.CallBool(this);

        internal unsafe NativeInfo Info()
        {
            NativeInfo info;
            TorchRuntime.Api.Check(TorchRuntime.Api.TensorInfo(Handle, &info));
            GC.KeepAlive(this);
            return info;
        }

        private static long At(long[] values, int dim)
        {
            int place = dim < 0 ? dim + values.Length : dim;
            return (uint)place < (uint)values.Length
                ? values[place]
                : throw new ArgumentOutOfRangeException(nameof(dim), dim, $"the tensor has {values.Length} dimensions");
        }
    }
}
