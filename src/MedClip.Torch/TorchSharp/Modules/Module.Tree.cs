using MedClip.Torch;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>Walking the tree of modules.</content>
        public partial class Module
        {
            private bool checkedForStrays;

            /// <summary>The modules directly below, each once.</summary>
            public virtual IEnumerable<Module> children() => named_children().Select(child => child.module);

            /// <summary>The modules directly below with their names, each once.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children()
            {
                var seen = new HashSet<Module>();
                return [.. _internal_submodules.Pairs.Where(child => seen.Add(child.Item2))];
            }

            /// <summary>This module's whole tree, each module once, itself first.</summary>
            public virtual IEnumerable<Module> modules() => new[] { this }.Concat(named_modules().Select(module => module.module)).Distinct();

            /// <summary>All modules below this one with their full names, parents before children.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                var seen = new HashSet<Module>();
                foreach ((string child, Module module) in _internal_submodules)
                {
                    if (!seen.Add(module))
                    {
                        continue;
                    }
                    yield return (child, module);
                    foreach ((string below, Module deeper) in module.named_modules())
                    {
                        if (seen.Add(deeper))
                        {
                            yield return ($"{child}.{below}", deeper);
                        }
                    }
                }
            }

            /// <summary>The parameters, each once.</summary>
            /// <param name="recurse">Whether those of the modules below belong to it.</param>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(entry => entry.parameter);

            /// <summary>The parameters with their full names, each once (a shared one under the first of its names).</summary>
            /// <param name="recurse">Whether those of the modules below belong to it.</param>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                WarnOfStrays();
                var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
                foreach ((string own, Parameter parameter) in _internal_params)
                {
                    if (seen.Add(parameter))
                    {
                        yield return (own, parameter);
                    }
                }
                if (!recurse)
                {
                    yield break;
                }
                foreach ((string child, Module module) in _internal_submodules)
                {
                    foreach ((string below, Parameter parameter) in module.named_parameters())
                    {
                        if (seen.Add(parameter))
                        {
                            yield return ($"{child}.{below}", parameter);
                        }
                    }
                }
            }

            /// <summary>The buffers, each once.</summary>
            /// <param name="recurse">Whether those of the modules below belong to it.</param>
            /// <param name="include_nonpersistent">Whether buffers outside the state dictionary belong to it.</param>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            /// <summary>The buffers with their full names, each once.</summary>
            /// <param name="recurse">Whether those of the modules below belong to it.</param>
            /// <param name="include_nonpersistent">Whether buffers outside the state dictionary belong to it.</param>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach ((string own, (Tensor buffer, bool persistent)) in _internal_buffers)
                {
                    if ((persistent || include_nonpersistent) && seen.Add(buffer))
                    {
                        yield return (own, buffer);
                    }
                }
                if (!recurse)
                {
                    yield break;
                }
                foreach ((string child, Module module) in _internal_submodules)
                {
                    foreach ((string below, Tensor buffer) in module.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(buffer))
                        {
                            yield return ($"{child}.{below}", buffer);
                        }
                    }
                }
            }

            /// <summary>Whether there is a parameter of this full name.</summary>
            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>The parameter of a full name such as <c>encoder.0.weight</c>; null when there is none.</summary>
            public virtual Parameter? get_parameter(string target) =>
                Owner(target, out string last)?._internal_params.TryGetValue(last, out Parameter? parameter) == true ? parameter : null;

            /// <summary>Whether there is a buffer of this full name.</summary>
            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>The buffer of a full name; null when there is none.</summary>
            public virtual Tensor? get_buffer(string target) =>
                Owner(target, out string last)?._internal_buffers.TryGetValue(last, out (Tensor, bool) entry) == true ? entry.Item1 : null;

            private Module? Owner(string target, out string last)
            {
                ArgumentNullException.ThrowIfNull(target);
                string[] path = target.Split('.');
                last = path[^1];
                Module? module = this;
                foreach (string step in path.AsSpan(0, path.Length - 1))
                {
                    module = module is not null && module._internal_submodules.TryGetValue(step, out Module? below) ? below : null;
                }
                return module;
            }

            // A field that nobody registered trains nothing and says nothing: say it, once for each module.
            private void WarnOfStrays()
            {
                if (checkedForStrays)
                {
                    return;
                }
                checkedForStrays = true;
                foreach (UnregisteredComponent stray in ModuleCheck.Own(this))
                {
                    System.Diagnostics.Trace.TraceWarning(stray.ToString());
                }
            }

            internal IEnumerable<(string field, object value)> FieldValues() =>
                ComponentFields().Select(field => (field.Name, field.GetValue(this)!)).Where(entry => entry.Item2 is not null);

            internal bool Owns(object part) => part switch
            {
                Module module => _internal_submodules.values().Contains(module),
                Parameter parameter => _internal_params.values().Any(known => ReferenceEquals(known, parameter)),
                Tensor tensor => _internal_buffers.Pairs.Any(known => ReferenceEquals(known.Item2.Item1, tensor)),
                _ => true,
            };
        }
    }
}
