using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Building blocks of networks: modules, their functional forms, initialisation.</summary>
    public static partial class nn
    {
        /// <summary>
        /// The base of every network and layer: a tree of modules that own parameters (trained) and buffers (kept).
        /// Names in the state dictionary follow the tree: <c>encoder.layer.0.weight</c>.
        /// </summary>
        public partial class Module : IDisposable
        {
            /// <summary>The module's own name, as given to the constructor; for messages.</summary>
            protected readonly string name;

            /// <summary>Kind of the device that the parameters were last moved to.</summary>
            protected internal DeviceType _deviceType = DeviceType.CPU;

            /// <summary>Number of that device; -1 for the only one of its kind.</summary>
            protected internal int _deviceIndex = -1;

            /// <summary>Own parameters by name.</summary>
            protected readonly OrderedDict<string, Parameter> _internal_params = new();

            /// <summary>Own buffers by name, and whether they belong to the state dictionary.</summary>
            protected readonly OrderedDict<string, (Tensor, bool)> _internal_buffers = new();

            /// <summary>Modules directly below, by name.</summary>
            protected readonly OrderedDict<string, Module> _internal_submodules = new();

            private bool disposed;

            /// <summary>A module without parts; a derived class makes them and calls <see cref="RegisterComponents"/>.</summary>
            /// <param name="name">Name for messages; <c>nameof(TheClass)</c> by custom.</param>
            protected Module(string name) => this.name = name;

            /// <summary>Whether the module is training (dropout drops, batch normalisation uses the batch's statistics). True at first.</summary>
            public virtual bool training { get; private set; } = true;

            /// <summary>The name given to the constructor.</summary>
            public virtual string GetName() => name;

            /// <summary>Switches this module and all below to training (true) or evaluation (false).</summary>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (Module module in _internal_submodules.values())
                {
                    module.train(train);
                }
            }

            /// <summary>Switches this module and all below to evaluation.</summary>
            public virtual void eval() => train(false);

            /// <summary>Forgets the gradients of all parameters.</summary>
            /// <param name="set_to_none">True: no gradient at all afterwards. False: gradients are filled with zeros.</param>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (Parameter parameter in parameters())
                {
                    using Tensor? gradient = parameter.grad;
                    if (gradient is null)
                    {
                        continue;
                    }
                    if (set_to_none)
                    {
                        parameter.grad = null;
                    }
                    else
                    {
                        using (no_grad())
                        {
                            gradient.zero_();
                        }
                    }
                }
            }

            /// <summary>Calls a function with every module of the tree, children before their parents.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                ArgumentNullException.ThrowIfNull(fn);
                foreach (Module module in _internal_submodules.values())
                {
                    module.apply(fn);
                }
                fn(this);
                return this;
            }

            /// <summary>The device and element type that new parameters get when none are asked for.</summary>
            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null) =>
                (device ?? get_default_device(), dtype ?? get_default_dtype());

            internal static (Device device, ScalarType dtype) Defaults(Device? device, ScalarType? dtype) => GetDefaultDeviceAndType(device, dtype);

            /// <summary>Gives back the memory of all parameters and buffers of the tree.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Gives back what this module owns, then what the modules below own.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (disposed || !disposing)
                {
                    return;
                }
                disposed = true;
                foreach (Parameter parameter in _internal_params.values())
                {
                    parameter.Dispose();
                }
                foreach ((_, (Tensor buffer, _)) in _internal_buffers)
                {
                    buffer.Dispose();
                }
                foreach (Module module in _internal_submodules.values())
                {
                    module.Dispose();
                }
            }
        }
    }
}
