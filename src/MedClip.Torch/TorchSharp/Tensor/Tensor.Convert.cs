using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Changing type and device.</content>
    public partial class Tensor
    {
        /// <summary>The tensor in another type; over the same memory if it has that type already and no copy is asked for.</summary>
        /// <param name="type">The type.</param>
        /// <param name="copy">Copy in any case.</param>
        /// <param name="disposeAfter">Dispose this tensor afterwards.</param>
        /// <param name="non_blocking">Do not wait for the transfer, where that is possible.</param>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Moved(Ops.ToDtype.Call(this, type, non_blocking, copy, Arg.None), disposeAfter);

        /// <inheritdoc cref="to_type(ScalarType, bool, bool, bool)"/>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        /// <summary>The tensor on another device; over the same memory if it lives there already and no copy is asked for.</summary>
        /// <param name="device">The device.</param>
        /// <param name="copy">Copy in any case.</param>
        /// <param name="disposeAfter">Dispose this tensor afterwards.</param>
        /// <param name="non_blocking">Do not wait for the transfer, where that is possible.</param>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, device, copy, disposeAfter, non_blocking);

        /// <inheritdoc cref="to(Device, bool, bool, bool)"/>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        /// <summary>The tensor on another device.</summary>
        /// <param name="deviceType">The kind of device.</param>
        /// <param name="deviceIndex">Which one; −1 is the current one.</param>
        /// <param name="copy">Copy in any case.</param>
        /// <param name="disposeAfter">Dispose this tensor afterwards.</param>
        /// <param name="non_blocking">Do not wait for the transfer, where that is possible.</param>
        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>The tensor in another type and on another device.</summary>
        /// <param name="type">The type.</param>
        /// <param name="device">The device.</param>
        /// <param name="copy">Copy in any case.</param>
        /// <param name="disposeAfter">Dispose this tensor afterwards.</param>
        /// <param name="non_blocking">Do not wait for the transfer, where that is possible.</param>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Moved(Ops.ToDevice.Call(this, device, type, non_blocking, copy, Arg.None), disposeAfter);

        /// <summary>The tensor in the type and on the device of another one.</summary>
        /// <param name="other">The other tensor.</param>
        /// <param name="non_blocking">Do not wait for the transfer, where that is possible.</param>
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        /// <summary>The tensor in the type of another one.</summary>
        /// <param name="tensor">The other tensor.</param>
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        /// <summary>The tensor in another type.</summary>
        /// <param name="dtype">The type.</param>
        public Tensor @type(ScalarType dtype) => to_type(dtype);

        /// <summary>The tensor in memory of the processor.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>The tensor on a CUDA device.</summary>
        /// <param name="device">Which one; the current one if null.</param>
        /// <param name="non_blocking">Do not wait for the transfer, where that is possible.</param>
        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        /// <summary>The tensor as booleans.</summary>
        public Tensor @bool() => to_type(ScalarType.Bool);

        /// <summary>The tensor as unsigned 8-bit integers.</summary>
        public Tensor @byte() => to_type(ScalarType.Byte);

        /// <summary>The tensor as signed 8-bit integers.</summary>
        public Tensor @char() => to_type(ScalarType.Int8);

        /// <summary>The tensor as 16-bit integers.</summary>
        public Tensor @short() => to_type(ScalarType.Int16);

        /// <summary>The tensor as 32-bit integers.</summary>
        public Tensor @int() => to_type(ScalarType.Int32);

        /// <summary>The tensor as 64-bit integers.</summary>
        public Tensor @long() => to_type(ScalarType.Int64);

        /// <summary>The tensor in half precision.</summary>
        public Tensor half() => to_type(ScalarType.Float16);

        /// <summary>The tensor in bfloat16.</summary>
        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        /// <summary>The tensor in single precision.</summary>
        public Tensor @float() => to_type(ScalarType.Float32);

        /// <summary>The tensor in double precision.</summary>
        public Tensor @double() => to_type(ScalarType.Float64);

        /// <summary>The tensor as complex numbers of single precision.</summary>
        public Tensor cfloat() => to_type(ScalarType.ComplexFloat32);

        /// <summary>The tensor as complex numbers of double precision.</summary>
        public Tensor cdouble() => to_type(ScalarType.ComplexFloat64);

        private Tensor Moved(Tensor result, bool disposeAfter)
        {
            if (disposeAfter)
            {
                Dispose();
            }
            return result;
        }
    }
}
