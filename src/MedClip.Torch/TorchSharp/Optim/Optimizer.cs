using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Changes parameters by their gradients.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            /// <summary>The groups of parameters.</summary>
            protected IList<ParamGroup> _parameter_groups = [];

            private protected Optimizer()
            {
            }

            /// <summary>The groups' learning rates.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>Adds a group of parameters.</summary>
            /// <param name="param_group">The group; options it does not set are the optimizer's.</param>
            public virtual void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

            /// <summary>All parameters.</summary>
            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            /// <summary>Changes the parameters once.</summary>
            /// <param name="closure">Computes loss and gradients first, with gradients recorded.</param>
            /// <returns>What the closure returned, or null.</returns>
            public abstract Tensor step(Func<Tensor>? closure = null);

            /// <summary>Forgets all gradients.</summary>
            public virtual void zero_grad()
            {
                foreach (Parameter parameter in parameters())
                {
                    parameter.grad = null;
                }
            }

            /// <summary>Frees what the optimizer remembers; the parameters are left alone.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees what the optimizer remembers.</summary>
            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>An optimizer's options and what it remembers, in the order of groups and parameters.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>Options of each group.</summary>
                public List<OptimizerOptions> Options { get; } = [];

                /// <summary>State of each parameter.</summary>
                public List<OptimizerState> State { get; } = [];

                /// <summary>For each group, the places of its parameters in <see cref="State"/>.</summary>
                public List<List<int>> StateIndexRef { get; } = [];
            }
        }
    }
}
