using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>
        /// Moving and converting. A parameter keeps its identity (only its storage is exchanged), so optimizers made before a move
        /// go on working, and its gradient moves with it.
        /// </content>
        public partial class Module
        {
            /// <summary>Moves everything to a device and converts floating-point parameters and buffers.</summary>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                ArgumentNullException.ThrowIfNull(device);
                CheckFloating(dtype);
                Convert(device, dtype, non_blocking);
                return this;
            }

            /// <summary>Moves everything to a device.</summary>
            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                Convert(new Device(deviceType, deviceIndex), null, non_blocking);
                return this;
            }

            /// <summary>Converts floating-point parameters and buffers.</summary>
            /// <exception cref="ArgumentException">The type is not a floating-point type.</exception>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                CheckFloating(dtype);
                Convert(null, dtype, non_blocking);
                return this;
            }

            private void CheckFloating(ScalarType dtype)
            {
                if (dtype is not (ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16))
                {
                    throw new ArgumentException($"{GetName()} can be converted to floating-point types only, not to {dtype}", nameof(dtype));
                }
            }

            private void Convert(Device? device, ScalarType? dtype, bool non_blocking)
            {
                using (no_grad())
                {
                    foreach (Module module in modules())
                    {
                        module.ConvertOwn(device, dtype, non_blocking);
                    }
                }
            }

            private void ConvertOwn(Device? device, ScalarType? dtype, bool non_blocking)
            {
                foreach (Parameter parameter in _internal_params.values())
                {
                    using Tensor? gradient = parameter.grad;
                    Exchange(parameter, device, dtype, non_blocking);
                    if (gradient is not null)
                    {
                        Exchange(gradient, device, dtype, non_blocking);
                    }
                }
                foreach ((_, (Tensor buffer, _)) in _internal_buffers)
                {
                    Exchange(buffer, device, dtype, non_blocking);
                }
                if (device is not null)
                {
                    _deviceType = device.type;
                    _deviceIndex = device.index;
                }
            }

            private static void Exchange(Tensor tensor, Device? device, ScalarType? dtype, bool non_blocking)
            {
                bool floating = tensor.dtype is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;
                ScalarType type = floating && dtype is not null ? dtype.Value : tensor.dtype;
                Device place = device ?? tensor.device;
                if (type == tensor.dtype && place.type == tensor.device.type && (place.index < 0 || place.index == tensor.device.index))
                {
                    return;
                }
                using Tensor moved = tensor.to(type, place, non_blocking: non_blocking);
                tensor.SetData(moved);
            }
        }
    }
}
