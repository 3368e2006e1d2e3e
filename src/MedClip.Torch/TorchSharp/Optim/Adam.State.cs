using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed partial class Adam
{
    /// <summary>What Adam remembers about one parameter.</summary>
    public class State : OptimizerState, IDisposable
    {
        /// <summary>Steps taken with a gradient.</summary>
        public long step;

        /// <summary>Mean of the gradients.</summary>
        public Tensor exp_avg = null!;

        /// <summary>Mean of their squares.</summary>
        public Tensor exp_avg_sq = null!;

        /// <summary>The largest such mean so far, or null.</summary>
        public Tensor? max_exp_avg_sq;

        /// <summary>Nothing remembered yet.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            step = 0;
            exp_avg = Moments.Zeros(_parameter);
            exp_avg_sq = Moments.Zeros(_parameter);
            max_exp_avg_sq = options is Options { amsgrad: true } ? Moments.Zeros(_parameter) : null;
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && Close(exp_avg, state.exp_avg) && Close(exp_avg_sq, state.exp_avg_sq) &&
            Close(max_exp_avg_sq, state.max_exp_avg_sq);

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            if (source is not State other || ReferenceEquals(source, this))
            {
                return;
            }
            Dispose();
            step = other.step;
            exp_avg = Copy(other.exp_avg, _parameter.device)!;
            exp_avg_sq = Copy(other.exp_avg_sq, _parameter.device)!;
            max_exp_avg_sq = Copy(other.max_exp_avg_sq, _parameter.device);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            ArgumentNullException.ThrowIfNull(reader);
            step = reader.ReadInt64();
            exp_avg.Load(reader);
            exp_avg_sq.Load(reader);
            LoadConditionalStateTensor(reader, ref max_exp_avg_sq, _parameter.device);
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            writer.Write(step);
            exp_avg.Save(writer);
            exp_avg_sq.Save(writer);
            SaveConditionalStateTensor(writer, max_exp_avg_sq);
        }

        /// <inheritdoc/>
        public override void to(Device device)
        {
            exp_avg = Place(exp_avg, device);
            exp_avg_sq = Place(exp_avg_sq, device);
            max_exp_avg_sq = max_exp_avg_sq is null ? null : Place(max_exp_avg_sq, device);
        }

        /// <summary>Frees the means.</summary>
        public void Dispose()
        {
            exp_avg?.Dispose();
            exp_avg_sq?.Dispose();
            max_exp_avg_sq?.Dispose();
            GC.SuppressFinalize(this);
        }

        internal override void Free() => Dispose();
    }
}
