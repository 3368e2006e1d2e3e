using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Stochastic gradient descent, with momentum if wanted.</summary>
        /// <remarks>
        /// g ← g + wd·x; b ← momentum·b + (1−dampening)·g (first b = g); x ← x − lr·b, or x − lr·(g + momentum·b) with Nesterov's.
        /// A parameter without a gradient is left alone altogether.
        /// </remarks>
        public sealed partial class SGD : OptimizerHelper, optim.IMomentum
        {
            /// <summary>An optimizer of one group.</summary>
            /// <param name="parameters">The parameters.</param>
            /// <param name="lr">Learning rate.</param>
            /// <param name="momentum">Share of the past direction kept at each step.</param>
            /// <param name="dampening">Share of the gradient that does not enter the past direction.</param>
            /// <param name="weight_decay">Share of the weights added to the gradient.</param>
            /// <param name="nesterov">Whether the step looks ahead along the past direction.</param>
            /// <param name="maximize">Whether the objective grows rather than falls.</param>
            public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
                : this([new ParamGroup { Parameters = parameters, Options = new Options() }], lr, momentum, dampening, weight_decay, nesterov, maximize)
            {
            }

            /// <summary>An optimizer of groups; options that a group does not set are those given here.</summary>
            /// <param name="parameters">The groups.</param>
            /// <param name="lr">Learning rate.</param>
            /// <param name="momentum">Share of the past direction kept at each step.</param>
            /// <param name="dampening">Share of the gradient that does not enter the past direction.</param>
            /// <param name="weight_decay">Share of the weights added to the gradient.</param>
            /// <param name="nesterov">Whether the step looks ahead along the past direction.</param>
            /// <param name="maximize">Whether the objective grows rather than falls.</param>
            public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            {
                ArgumentNullException.ThrowIfNull(parameters);
                ArgumentOutOfRangeException.ThrowIfNegative(lr);
                ArgumentOutOfRangeException.ThrowIfNegative(momentum);
                ArgumentOutOfRangeException.ThrowIfNegative(weight_decay);
                if (nesterov && (momentum == 0 || dampening != 0))
                {
                    throw new ArgumentException("Nesterov's step needs a momentum and no dampening", nameof(nesterov));
                }
                _defaults = new Options
                {
                    LearningRate = lr, InitialLearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize,
                };
                foreach (ParamGroup group in parameters)
                {
                    add_param_group(group);
                }
            }

            /// <summary>Momentum of new groups; setting it changes all groups.</summary>
            public double Momentum
            {
                get => ((Options)_defaults).momentum ?? 0;
                set
                {
                    foreach (Options options in _parameter_groups.Select(group => (Options)group.Options).Append((Options)_defaults))
                    {
                        options.momentum = value;
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

            private void Update(ParamGroup group)
            {
                Options options = group.Options;
                (double rate, double momentum, double decay) = (group.LearningRate, options.momentum!.Value, options.weight_decay!.Value);
                foreach (Parameter parameter in group.Parameters)
                {
                    using Tensor? own = parameter.grad;
                    if (own is null)
                    {
                        continue;
                    }
                    using Tensor? turned = options.maximize == true ? own.neg() : null;
                    using Tensor? decayed = decay == 0 ? null : (turned ?? own).add(parameter, decay);
                    Tensor gradient = decayed ?? turned ?? own;
                    if (momentum == 0)
                    {
                        Moments.AddScaled(parameter, gradient, -rate);
                        continue;
                    }
                    Tensor direction = ((State)_state[parameter.Handle]).Advance(gradient, momentum, options.dampening!.Value);
                    using Tensor? ahead = options.nesterov == true ? gradient.add(direction, momentum) : null;
                    Moments.AddScaled(parameter, ahead ?? direction, -rate);
                }
            }
        }
    }

    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Stochastic gradient descent, with momentum if wanted.</summary>
            /// <param name="parameters">The parameters.</param>
            /// <param name="learningRate">Learning rate.</param>
            /// <param name="momentum">Share of the past direction kept at each step.</param>
            /// <param name="dampening">Share of the gradient that does not enter the past direction.</param>
            /// <param name="weight_decay">Share of the weights added to the gradient.</param>
            /// <param name="nesterov">Whether the step looks ahead along the past direction.</param>
            /// <param name="maximize">Whether the objective grows rather than falls.</param>
            public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            /// <inheritdoc cref="SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
            public static SGD SGD(
                IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters.Select(entry => entry.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            /// <inheritdoc cref="SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
            public static SGD SGD(
                IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}
