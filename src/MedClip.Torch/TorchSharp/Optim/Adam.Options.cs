namespace TorchSharp.Modules;

public sealed partial class Adam
{
    /// <summary>Options of Adam.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>Share of the mean of gradients kept at each step.</summary>
        public double? beta1;

        /// <summary>Share of the mean of squared gradients kept at each step.</summary>
        public double? beta2;

        /// <summary>Added to the root of the mean square.</summary>
        public double? eps;

        /// <summary>Share of the weights added to the gradient.</summary>
        public double? weight_decay;

        /// <summary>Whether the largest mean square so far is used.</summary>
        public bool? amsgrad;

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
                (beta1, beta2, eps, weight_decay, amsgrad, maximize) = (other.beta1, other.beta2, other.eps, other.weight_decay, other.amsgrad, other.maximize);
            }
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            beta1 = reader.ReadDouble();
            beta2 = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            amsgrad = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(beta1 ?? default);
            writer.Write(beta2 ?? default);
            writer.Write(eps ?? default);
            writer.Write(weight_decay ?? default);
            writer.Write(amsgrad ?? default);
            writer.Write(maximize ?? default);
        }

        internal void Inherit(Options defaults)
        {
            LearningRate ??= defaults.LearningRate;
            InitialLearningRate = InitialLearningRate == 0 ? LearningRate ?? 0 : InitialLearningRate;
            beta1 ??= defaults.beta1;
            beta2 ??= defaults.beta2;
            eps ??= defaults.eps;
            weight_decay ??= defaults.weight_decay;
            amsgrad ??= defaults.amsgrad;
            maximize ??= defaults.maximize;
        }
    }

    /// <summary>Parameters with their own options.</summary>
    public class ParamGroup : ParamGroup<Options>, torch.optim.IBetas
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
        /// <param name="beta1">Share of the mean of gradients kept at each step.</param>
        /// <param name="beta2">Share of the mean of squared gradients kept at each step.</param>
        /// <param name="eps">Added to the root of the mean square.</param>
        /// <param name="weight_decay">Share of the weights added to the gradient.</param>
        /// <param name="amsgrad">Whether the largest mean square so far is used.</param>
        /// <param name="maximize">Whether the objective grows rather than falls.</param>
        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr, InitialLearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize,
            })
        {
        }

        /// <summary>Both betas.</summary>
        public (double, double) Betas
        {
            get => (Options.beta1 ?? 0, Options.beta2 ?? 0);
            set => (Options.beta1, Options.beta2) = value;
        }
    }
}
