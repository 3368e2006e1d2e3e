using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>A tensor that a module trains.</summary>
        public sealed class Parameter : Tensor
        {
            /// <summary>Takes a tensor's storage over; the tensor itself is not usable afterwards.</summary>
            /// <param name="data">First values. The result of recorded operations is cut from its history.</param>
            /// <param name="requires_grad">Whether gradients are computed for it.</param>
            public Parameter(Tensor data, bool requires_grad = true)
                : base(Take(data))
            {
                this.requires_grad = requires_grad;
            }

            private static IntPtr Take(Tensor data)
            {
                ArgumentNullException.ThrowIfNull(data);
                if (data.is_leaf)
                {
                    return data.DecoupleFromNativeHandle();
                }
                Tensor cut = data.detach();
                data.Dispose();
                return cut.DecoupleFromNativeHandle();
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Makes a tensor that a module trains, taking the storage of <paramref name="data"/> over.</summary>
            /// <param name="data">First values; not usable afterwards.</param>
            /// <param name="requires_grad">Whether gradients are computed for it.</param>
            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
