using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed partial class SGD
{
    /// <summary>What SGD remembers about one parameter.</summary>
    public class State : OptimizerState, IDisposable
    {
        /// <summary>The past direction; null before the first step with momentum.</summary>
        public Tensor? momentum_buffer;

        /// <summary>Nothing remembered yet.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options) => Dispose();

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) => other is State state && Close(momentum_buffer, state.momentum_buffer);

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            if (source is State other && !ReferenceEquals(source, this))
            {
                Dispose();
                momentum_buffer = Copy(other.momentum_buffer, _parameter.device);
            }
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader) => LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer) => SaveConditionalStateTensor(writer, momentum_buffer);

        /// <inheritdoc/>
        public override void to(Device device) => momentum_buffer = momentum_buffer is null ? null : Place(momentum_buffer, device);

        /// <summary>Frees the past direction.</summary>
        public void Dispose()
        {
            momentum_buffer?.Dispose();
            momentum_buffer = null;
            GC.SuppressFinalize(this);
        }

        internal override void Free() => Dispose();

        // The first direction is the gradient itself, undamped.
        internal Tensor Advance(Tensor gradient, double momentum, double dampening)
        {
            if (momentum_buffer is null)
            {
                momentum_buffer = gradient.clone().DetachFromDisposeScope();
                return momentum_buffer;
            }
            Moments.Scale(momentum_buffer, momentum);
            Moments.AddScaled(momentum_buffer, gradient, 1 - dampening);
            return momentum_buffer;
        }
    }
}
