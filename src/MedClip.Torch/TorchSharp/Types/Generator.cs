using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers.</summary>
    public class Generator : IDisposable
    {
        private IntPtr handle;

        /// <summary>Makes a stream of its own.</summary>
        /// <param name="seed">Where it starts.</param>
        /// <param name="device">The device that draws; the processor if null.</param>
        public unsafe Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            nint created;
            TorchRuntime.Api.Check(TorchRuntime.Api.GeneratorCreate((int)this.device.type, this.device.index, seed, &created));
            handle = created;
        }

        private Generator(nint handle, Device device)
        {
            this.handle = handle;
            this.device = device;
        }

        /// <summary>Frees a generator that was not disposed.</summary>
        ~Generator() => Dispose(false);

        /// <summary>The stream that is used where none is named.</summary>
        public static unsafe Generator Default
        {
            get
            {
                nint handle;
                TorchRuntime.Api.Check(TorchRuntime.Api.GeneratorDefault((int)DeviceType.CPU, -1, &handle));
                return new Generator(handle, CPU);
            }
        }

        /// <summary>The device that draws.</summary>
        public Device device { get; }

        /// <summary>The native generator.</summary>
        /// <exception cref="ObjectDisposedException">The generator has been disposed.</exception>
        public IntPtr Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Generator));

        /// <summary>The state of the stream, as bytes.</summary>
        public unsafe Tensor get_state()
        {
            nint state;
            TorchRuntime.Api.Check(TorchRuntime.Api.GeneratorGetState(Handle, &state));
            GC.KeepAlive(this);
            return Tensor.Adopt(state);
        }

        /// <summary>Continues from a state.</summary>
        /// <param name="value">What <see cref="get_state"/> gave.</param>
        public unsafe void set_state(Tensor value)
        {
            TorchRuntime.Api.Check(TorchRuntime.Api.GeneratorSetState(Handle, value.Handle));
            GC.KeepAlive(value);
            GC.KeepAlive(this);
        }

        /// <summary>Starts the stream anew.</summary>
        /// <param name="seed">Where it starts.</param>
        public Generator manual_seed(long seed)
        {
            Seed(1, seed);
            return this;
        }

        /// <summary>Starts the stream anew at a seed of the machine's entropy, and says which.</summary>
        public long seed() => Seed(2, 0);

        /// <summary>Where the stream started.</summary>
        public long initial_seed() => Seed(0, 0);

        /// <summary>Frees the generator.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Frees the generator.</summary>
        /// <param name="disposing">Whether this comes from <see cref="Dispose()"/>.</param>
        protected virtual unsafe void Dispose(bool disposing)
        {
            nint owned = Interlocked.Exchange(ref handle, 0);
            if (owned != 0)
            {
                _ = TorchRuntime.Api.GeneratorRelease(owned);
            }
        }

        private unsafe long Seed(int action, long value)
        {
            TorchRuntime.Api.Check(TorchRuntime.Api.GeneratorSeed(Handle, action, &value));
            GC.KeepAlive(this);
            return value;
        }
    }
}
