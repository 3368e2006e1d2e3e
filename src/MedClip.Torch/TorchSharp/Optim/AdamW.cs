using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Adam with weight decay apart from the gradient (https://arxiv.org/abs/1711.05101).</summary>
        /// <remarks>
        /// Step k: x ← x(1 − lr·wd); m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; x ← x − lr/(1−β₁ᵏ) · m/(√v/√(1−β₂ᵏ) + eps).
        /// A parameter without a gradient is left alone altogether.
        /// </remarks>
        public sealed partial class AdamW : OptimizerHelper, optim.IBetas
        {
            private double gradientFactor = 1;

            /// <summary>An optimizer of one group.</summary>
            /// <param name="parameters">The parameters.</param>
            /// <param name="lr">Learning rate.</param>
            /// <param name="beta1">Share of the mean of gradients kept at each step.</param>
            /// <param name="beta2">Share of the mean of squared gradients kept at each step.</param>
            /// <param name="eps">Added to the root of the mean square.</param>
            /// <param name="weight_decay">Share of the weights, times the learning rate, taken away at each step.</param>
            /// <param name="amsgrad">Whether the largest mean square so far is used.</param>
            /// <param name="maximize">Whether the objective grows rather than falls.</param>
            public AdamW(
                IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                : this([new ParamGroup { Parameters = parameters, Options = new Options() }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
            {
            }

            /// <summary>An optimizer of groups; options that a group does not set are those given here.</summary>
            /// <param name="parameters">The groups.</param>
            /// <param name="lr">Learning rate.</param>
            /// <param name="beta1">Share of the mean of gradients kept at each step.</param>
            /// <param name="beta2">Share of the mean of squared gradients kept at each step.</param>
            /// <param name="eps">Added to the root of the mean square.</param>
            /// <param name="weight_decay">Share of the weights, times the learning rate, taken away at each step.</param>
            /// <param name="amsgrad">Whether the largest mean square so far is used.</param>
            /// <param name="maximize">Whether the objective grows rather than falls.</param>
            public AdamW(
                IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            {
                ArgumentNullException.ThrowIfNull(parameters);
                Moments.Check(lr, beta1, beta2, eps, weight_decay);
                _defaults = new Options
                {
                    LearningRate = lr, InitialLearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize,
                };
                foreach (ParamGroup group in parameters)
                {
                    add_param_group(group);
                }
            }

            /// <summary>Both betas of new groups; setting them changes all groups.</summary>
            public (double, double) Betas
            {
                get => (((Options)_defaults).beta1 ?? 0, ((Options)_defaults).beta2 ?? 0);
                set
                {
                    foreach (Options options in _parameter_groups.Select(group => (Options)group.Options).Append((Options)_defaults))
                    {
                        (options.beta1, options.beta2) = value;
                    }
                }
            }

            /// <inheritdoc/>
            public override void add_param_group(Modules.ParamGroup param_group)
            {
                ArgumentNullException.ThrowIfNull(param_group);
                Options options = param_group.Options as Options ?? new Options();
                options.Inherit((Options)_defaults);
                param_group.Options = options;
                base.add_param_group(param_group);
            }

            /// <inheritdoc/>
            public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(Update, closure);

            /// <inheritdoc/>
            protected override void Dispose(bool disposing)
            {
                if (disposing)
                {
                    FreeState();
                }
                base.Dispose(disposing);
            }

            private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

            // The step that follows from gradients that are all multiplied by a factor, e.g. to clip them.
            internal void StepScaled(double factor)
            {
                gradientFactor = factor;
                try
                {
                    step();
                }
                finally
                {
                    gradientFactor = 1;
                }
            }

            private void Update(ParamGroup group)
            {
                Options options = group.Options;
                (double rate, double beta1, double beta2) = (group.LearningRate, options.beta1!.Value, options.beta2!.Value);
                (double eps, double decay) = (options.eps!.Value, options.weight_decay!.Value);
                foreach (Parameter parameter in group.Parameters)
                {
                    using Tensor? own = parameter.grad;
                    if (own is null)
                    {
                        continue;
                    }
                    using Tensor? turned = options.maximize == true ? own.neg() : null;
                    Tensor gradient = turned ?? own;
                    var state = (State)_state[parameter.Handle];
                    if (Moments.TryFusedAdam(parameter, gradient, state.exp_avg, state.exp_avg_sq, state.max_exp_avg_sq, gradientFactor, 1 - (rate * decay), state.step + 1, rate, beta1, beta2, eps))
                    {
                        state.step++;
                        continue;
                    }
                    if (gradientFactor != 1)
                    {
                        Moments.Scale(gradient, gradientFactor);
                    }
                    if (decay != 0)
                    {
                        Moments.Scale(parameter, 1 - (rate * decay));
                    }
                    Moments.Adam(parameter, gradient, state.exp_avg, state.exp_avg_sq, state.max_exp_avg_sq, ++state.step, rate, beta1, beta2, eps);
                }
            }
        }
    }

    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Adam with weight decay apart from the gradient (https://arxiv.org/abs/1711.05101).</summary>
            /// <param name="parameters">The parameters.</param>
            /// <param name="lr">Learning rate.</param>
            /// <param name="beta1">Share of the mean of gradients kept at each step.</param>
            /// <param name="beta2">Share of the mean of squared gradients kept at each step.</param>
            /// <param name="eps">Added to the root of the mean square.</param>
            /// <param name="weight_decay">Share of the weights, times the learning rate, taken away at each step.</param>
            /// <param name="amsgrad">Whether the largest mean square so far is used.</param>
            /// <param name="maximize">Whether the objective grows rather than falls.</param>
            public static AdamW AdamW(
                IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <inheritdoc cref="AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
            public static AdamW AdamW(
                IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters.Select(entry => entry.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <inheritdoc cref="AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
            public static AdamW AdamW(
                IEnumerable<AdamW.ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}
