namespace TorchSharp.Modules;

public sealed partial class SGD
{
    /// <summary>Options of SGD.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>Share of the past direction kept at each step.</summary>
        public double? momentum;

        /// <summary>Share of the gradient that does not enter the past direction.</summary>
        public double? dampening;

        /// <summary>Share of the weights added to the gradient.</summary>
        public double? weight_decay;

        /// <summary>Whether the step looks ahead along the past direction.</summary>
        public bool? nesterov;

        /// <summary>Whether the objective grows rather than falls.</summary>
        public bool? maximize;

        /// <summary>Options without values.</summary>
        public Options()
        {
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            if (source is Options other)
            {
                (momentum, dampening, weight_decay, nesterov, maximize) = (other.momentum, other.dampening, other.weight_decay, other.nesterov, other.maximize);
            }
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            momentum = reader.ReadDouble();
            dampening = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            nesterov = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(momentum ?? default);
            writer.Write(dampening ?? default);
            writer.Write(weight_decay ?? default);
            writer.Write(nesterov ?? default);
            writer.Write(maximize ?? default);
        }

        internal void Inherit(Options defaults)
        {
            LearningRate ??= defaults.LearningRate;
            InitialLearningRate = InitialLearningRate == 0 ? LearningRate ?? 0 : InitialLearningRate;
            momentum ??= defaults.momentum;
            dampening ??= defaults.dampening;
            weight_decay ??= defaults.weight_decay;
            nesterov ??= defaults.nesterov;
            maximize ??= defaults.maximize;
        }
    }

    /// <summary>Parameters with their own options.</summary>
    public class ParamGroup : ParamGroup<Options>, torch.optim.IMomentum
    {
        /// <summary>An empty group.</summary>
        public ParamGroup()
        {
        }

        /// <summary>A group with the given options; null ones are the optimizer's.</summary>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        /// <summary>A group with the given options.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="lr">Learning rate.</param>
        /// <param name="momentum">Share of the past direction kept at each step.</param>
        /// <param name="dampening">Share of the gradient that does not enter the past direction.</param>
        /// <param name="weight_decay">Share of the weights added to the gradient.</param>
        /// <param name="nesterov">Whether the step looks ahead along the past direction.</param>
        /// <param name="maximize">Whether the objective grows rather than falls.</param>
        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.001, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr, InitialLearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize,
            })
        {
        }

        /// <summary>Share of the past direction kept at each step.</summary>
        public double Momentum
        {
            get => Options.momentum ?? 0;
            set => Options.momentum = value;
        }
    }
}
