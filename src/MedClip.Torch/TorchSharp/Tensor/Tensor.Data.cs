using System.Numerics;
using MedClip.Torch;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Reading and writing elements.</content>
    public partial class Tensor
    {
        /// <summary>The elements' memory as bytes, in row-major order.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous, or not in memory of the processor.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                NativeInfo info = RequireReadable();
                if (!info.Has(NativeFlags.Contiguous))
                {
                    throw new InvalidOperationException("The bytes of a tensor that is not contiguous are not in one piece: call contiguous() first.");
                }
                long length = info.Elements * info.ElementSize;
                return length <= int.MaxValue
                    ? new Span<byte>((void*)DataPointer(), (int)length)
                    : throw new InvalidOperationException($"The tensor has {length} bytes, more than a span can hold.");
            }
            set
            {
                Span<byte> target = bytes;
                if (value.Length != target.Length)
                {
                    throw new ArgumentException($"The tensor has {target.Length} bytes, {value.Length} were given.", nameof(value));
                }
                value.CopyTo(target);
            }
        }

        /// <summary>Access to the elements, by index or as a copy.</summary>
        /// <typeparam name="T">The type of the elements.</typeparam>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the type of the elements.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not in memory of the processor.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            RequireType<T>();
            RequireReadable();
            return new TensorAccessor<T>(this);
        }

        /// <summary>The single element.</summary>
        /// <typeparam name="T">The type of the element.</typeparam>
        /// <exception cref="ArgumentException">The tensor has more or fewer elements than one, or they are of another type.</exception>
        public unsafe T item<T>()
            where T : unmanaged
        {
            RequireType<T>();
            NativeInfo info = Info();
            if (info.Elements != 1)
            {
                throw new ArgumentException($"item() reads a tensor of one element; this one has {info.Elements}.");
            }
            if (info.DeviceType != (int)DeviceType.CPU)
            {
                using Tensor copy = cpu();
                return copy.item<T>();
            }
            T value = *(T*)DataPointer();
            GC.KeepAlive(this);
            return value;
        }

        /// <summary>The single element, with its type.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">The tensor has more or fewer elements than one.</exception>
        public unsafe Scalar ToScalar()
        {
            NativeValue value = Ops.Item.CallValue(this);
            switch (value.Tag)
            {
                case NativeTag.Int:
                    return new Scalar(value.Int, dtype);
                case NativeTag.Bool:
                    return new Scalar(value.Int, ScalarType.Bool);
                case NativeTag.Double:
                    return new Scalar(value.Double, dtype);
                default:
                    var number = *(Complex*)value.Pointer;
                    TorchRuntime.Api.Free(value.Pointer);
                    return new Scalar(number, dtype);
            }
        }

        internal unsafe nint DataPointer()
        {
            nint data;
            TorchRuntime.Api.Check(TorchRuntime.Api.TensorData(Handle, &data));
            return data;
        }

        private NativeInfo RequireReadable()
        {
            NativeInfo info = Info();
            return info.DeviceType == (int)DeviceType.CPU
                ? info
                : throw new InvalidOperationException($"The tensor is on {device}: call cpu() before reading it.");
        }

        private void RequireType<T>()
            where T : unmanaged
        {
            if (ElementTypes.Of(typeof(T)) != dtype)
            {
                throw new ArgumentException($"The elements are {dtype}, not {typeof(T).Name}: read them as they are, or convert with to_type().");
            }
        }
    }
}
