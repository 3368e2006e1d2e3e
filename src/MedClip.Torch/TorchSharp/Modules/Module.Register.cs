using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>How parts become known to their module.</content>
        public partial class Module
        {
            private const BindingFlags InstanceFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

            /// <summary>
            /// Registers every field that holds a module, a parameter or a tensor, under the field's name (or the one that
            /// <see cref="Utils.ComponentNameAttribute"/> gives). Called at the end of a constructor. A part that was registered
            /// by hand is left alone; under NativeAOT, where fields may be trimmed away, register by hand.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                foreach (FieldInfo field in ComponentFields())
                {
                    string component = field.ComponentName();
                    switch (field.GetValue(this))
                    {
                        case Module module when !_internal_submodules.values().Contains(module):
                            register_module(component, module);
                            break;
                        case Parameter parameter when !_internal_params.values().Any(known => ReferenceEquals(known, parameter)):
                            register_parameter(component, parameter);
                            break;
                        case Tensor tensor when tensor is not Modules.Parameter && !_internal_buffers.Pairs.Any(known => ReferenceEquals(known.Item2.Item1, tensor)):
                            register_buffer(component, tensor);
                            break;
                    }
                }
                _componentsRegistered = true;
            }

            /// <summary>Puts a module below this one.</summary>
            /// <param name="name">Its name in the tree; not empty, without a dot.</param>
            /// <param name="submodule">The module; null registers nothing.</param>
            /// <exception cref="ArgumentException">The name is not usable or taken, or the module would contain itself.</exception>
            public virtual void register_module(string name, Module? submodule)
            {
                if (submodule is null)
                {
                    return;
                }
                CheckName(name);
                if (submodule.modules().Contains(this) || ReferenceEquals(submodule, this))
                {
                    throw new ArgumentException($"module '{name}' can't be put below {GetName()}: it would contain itself", nameof(submodule));
                }
                _internal_submodules.Add(name, submodule);
            }

            /// <inheritdoc cref="register_module"/>
            public virtual void add_module(string name, Module? module) => register_module(name, module);

            /// <summary>Makes a parameter this module's own: it is trained, moved, saved and disposed with it.</summary>
            /// <param name="name">Its name; not empty, without a dot.</param>
            /// <param name="param">The parameter; null registers nothing.</param>
            /// <exception cref="ArgumentException">The name is not usable or taken.</exception>
            public virtual void register_parameter(string name, Parameter? param)
            {
                if (param is null)
                {
                    return;
                }
                CheckName(name);
                param.DetachFromDisposeScope();
                _internal_params.Add(name, param);
            }

            /// <summary>Makes a tensor that is not trained this module's own.</summary>
            /// <param name="name">Its name; not empty, without a dot.</param>
            /// <param name="tensor">The buffer; null registers nothing.</param>
            /// <param name="persistent">Whether it belongs to the state dictionary.</param>
            /// <exception cref="ArgumentException">The name is not usable or taken.</exception>
            public virtual void register_buffer(string name, Tensor? tensor, bool persistent = true)
            {
                if (tensor is null)
                {
                    return;
                }
                CheckName(name);
                tensor.DetachFromDisposeScope();
                _internal_buffers.Add(name, (tensor, persistent));
            }

            /// <summary>Replaces, adds or (with null) removes a parameter under a name.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null)
                {
                    _internal_params.Remove(name);
                    return;
                }
                value.DetachFromDisposeScope();
                _internal_params[name] = value;
            }

            /// <summary>Replaces, adds or (with null) removes a buffer under a name.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                {
                    _internal_buffers.Remove(name);
                    return;
                }
                value.DetachFromDisposeScope();
                _internal_buffers[name] = (value, persistent);
            }

            /// <summary>Forgets the modules below, without disposing them.</summary>
            protected void ClearModules() => _internal_submodules.clear();

            private protected bool _componentsRegistered;

            // Fields of the classes below Module that are not the engine's own, in the order they are declared, base classes first.
            private protected IEnumerable<FieldInfo> ComponentFields()
            {
                var types = new Stack<Type>();
                for (Type? type = GetType(); type is not null && type.Assembly != typeof(Module).Assembly; type = type.BaseType)
                {
                    types.Push(type);
                }
                return types.SelectMany(type => type.GetFields(InstanceFields).OrderBy(field => field.MetadataToken));
            }

            private void CheckName(string name)
            {
                ArgumentException.ThrowIfNullOrEmpty(name);
                if (name.Contains('.'))
                {
                    throw new ArgumentException($"'{name}' in {GetName()}: a part's name can't contain a dot, which separates levels of the tree", nameof(name));
                }
                if (_internal_params.ContainsKey(name) || _internal_buffers.ContainsKey(name) || _internal_submodules.ContainsKey(name))
                {
                    throw new ArgumentException($"{GetName()} already has a part called '{name}'", nameof(name));
                }
            }
        }
    }
}
