using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>The state dictionary: all parameters and persistent buffers under their full names.</content>
        public partial class Module
        {
            /// <summary>
            /// All parameters and persistent buffers by full name: a module's own parameters, its buffers, then the modules below. The
            /// tensors are the module's own, not copies; a shared parameter appears under each of its names.
            /// </summary>
            /// <param name="destination">A dictionary to add to.</param>
            /// <param name="prefix">What comes before each name, without the dot.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                WarnOfStrays();
                destination ??= [];
                string before = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach ((string own, Parameter parameter) in _internal_params)
                {
                    destination.TryAdd(before + own, parameter);
                }
                foreach ((string own, (Tensor buffer, bool persistent)) in _internal_buffers)
                {
                    if (persistent)
                    {
                        destination.TryAdd(before + own, buffer);
                    }
                }
                foreach ((string child, Module module) in _internal_submodules)
                {
                    module.state_dict(destination, before + child);
                }
                return destination;
            }

            /// <summary>Copies numbers into this module's parameters and buffers.</summary>
            /// <param name="source">Tensors by full name; converted to each target's element type and device.</param>
            /// <param name="strict">Whether missing and unexpected names are refused, before anything is copied.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <returns>Names that this module has and the source lacks, and names that only the source has.</returns>
            /// <exception cref="InvalidOperationException">Names differ and <paramref name="strict"/> is true; all of them are listed.</exception>
            /// <exception cref="ArgumentException">Shapes differ; all of them are listed.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(source);
                Dictionary<string, Tensor> own = state_dict();
                StateMismatch mismatch = StateMismatch.Between(
                    own.ToDictionary(entry => entry.Key, entry => entry.Value.shape), source.ToDictionary(entry => entry.Key, entry => entry.Value.shape), skip);
                mismatch.ThrowUnlessLoadable(GetName(), strict);
                using (no_grad())
                {
                    foreach ((string key, Tensor target) in own)
                    {
                        if (source.TryGetValue(key, out Tensor? loaded) && skip?.Contains(key) != true)
                        {
                            target.copy_(loaded);
                        }
                    }
                }
                return (mismatch.Missing, mismatch.Unexpected);
            }
        }
    }
}
