using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>Files in TorchSharp's format.</content>
        public partial class Module
        {
            /// <summary>Makes a module and loads its numbers from a file.</summary>
            /// <typeparam name="T">Type of the module.</typeparam>
            /// <param name="path">A file that <see cref="save(string, IList{string})"/> wrote.</param>
            public static Module Create<T>(string path)
                where T : Module, new() => new T().load(path);

            /// <summary>Writes a state dictionary.</summary>
            /// <param name="writer">Where to.</param>
            /// <param name="sd">Tensors by name.</param>
            /// <param name="skip">Names to leave out.</param>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(writer);
                ArgumentNullException.ThrowIfNull(sd);
                StateFile.Write(writer, sd, skip);
            }

            /// <summary>Writes all parameters and persistent buffers to a file, in TorchSharp's format.</summary>
            /// <param name="location">The file; overwritten.</param>
            /// <param name="skip">Names to leave out.</param>
            public virtual Module save(string location, IList<string>? skip = null)
            {
                using FileStream stream = File.Create(location);
                return save(stream, skip);
            }

            /// <inheritdoc cref="save(string, IList{string})"/>
            public virtual Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
                return save(writer, skip);
            }

            /// <inheritdoc cref="save(string, IList{string})"/>
            public virtual Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Reads parameters and buffers from a file in TorchSharp's format.</summary>
            /// <param name="location">A file that <see cref="save(string, IList{string})"/>, or TorchSharp, wrote.</param>
            /// <param name="strict">Whether missing and unexpected names are refused, before anything is changed.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <param name="loadedParameters">Receives, for each of the file's names, whether it was known here.</param>
            /// <exception cref="InvalidDataException">The file is damaged, cut short or of another kind; for PyTorch's pickles the message says how to convert them.</exception>
            /// <exception cref="InvalidOperationException">Names differ and <paramref name="strict"/> is true; all of them are listed.</exception>
            /// <exception cref="ArgumentException">Shapes differ; all of them are listed.</exception>
            public virtual Module load(
                string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using FileStream stream = File.OpenRead(location);
                ForeignFile.Refuse(stream, location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <inheritdoc cref="load(string, bool, IList{string}, Dictionary{string, bool})"/>
            public virtual Module load(
                Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <inheritdoc cref="load(string, bool, IList{string}, Dictionary{string, bool})"/>
            /// <exception cref="NotSupportedException">The stream can't seek: copy it to a file or to memory first.</exception>
            public virtual Module load(
                BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                ArgumentNullException.ThrowIfNull(reader);
                if (!reader.BaseStream.CanSeek)
                {
                    throw new NotSupportedException("names are checked before anything is changed, which needs a stream that can seek: copy it to a file or to memory first");
                }
                List<StateEntry> entries = StateFile.ReadDirectory(reader);
                long end = reader.BaseStream.Position;
                Dictionary<string, Tensor> own = state_dict();
                StateMismatch.Between(
                    own.ToDictionary(entry => entry.Key, entry => entry.Value.shape),
                    entries.DistinctBy(entry => entry.Name).ToDictionary(entry => entry.Name, entry => entry.Record.Shape),
                    skip).ThrowUnlessLoadable(GetName(), strict);
                foreach (StateEntry entry in entries)
                {
                    bool known = own.TryGetValue(entry.Name, out Tensor? target);
                    if (known && skip?.Contains(entry.Name) != true)
                    {
                        reader.BaseStream.Seek(entry.Position, SeekOrigin.Begin);
                        entry.Record.ReadInto(reader, target!);
                    }
                    loadedParameters?.TryAdd(entry.Name, known);
                }
                reader.BaseStream.Seek(end, SeekOrigin.Begin);
                return this;
            }
        }
    }
}
