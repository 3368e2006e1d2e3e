using System.Text;
using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Reads a tensor from a file in TorchSharp's format.</summary>
    /// <param name="location">A file that <see cref="save"/> wrote.</param>
    /// <exception cref="InvalidDataException">The file is damaged, cut short or of another kind.</exception>
    public static Tensor load(string location) => Tensor.Load(location);

    /// <summary>Writes a tensor to a file in TorchSharp's format.</summary>
    /// <param name="t">The tensor.</param>
    /// <param name="location">The file; overwritten.</param>
    public static void save(Tensor t, string location) => t.Save(location);

    /// <content>Elements to and from streams.</content>
    public partial class Tensor
    {
        /// <inheritdoc cref="torch.load"/>
        public static Tensor load(string location) => Load(location);

        /// <inheritdoc cref="torch.load"/>
        public static Tensor Load(string location)
        {
            using FileStream stream = File.OpenRead(location);
            ForeignFile.Refuse(stream, location);
            return Load(stream);
        }

        /// <inheritdoc cref="torch.load"/>
        /// <param name="stream">Where from; left open.</param>
        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            return Load(reader);
        }

        /// <inheritdoc cref="torch.load"/>
        /// <param name="reader">Where from.</param>
        public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader);

        /// <summary>Writes the tensor to a file in TorchSharp's format.</summary>
        /// <param name="location">The file; overwritten.</param>
        public void save(string location) => this.Save(location);

        /// <summary>Writes the elements' bytes in row-major order.</summary>
        /// <param name="stream">Where to.</param>
        /// <param name="bufferSize">Bytes written at once.</param>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous, or not in memory of the processor.</exception>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024) =>
            InPieces(bufferSize, stream, static (to, piece) => to.Write(piece));

        /// <summary>Overwrites the elements with bytes in row-major order.</summary>
        /// <param name="stream">Where from.</param>
        /// <param name="bufferSize">Bytes read at once.</param>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous, or not in memory of the processor.</exception>
        /// <exception cref="EndOfStreamException">The stream has fewer bytes than the tensor.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024) =>
            InPieces(bufferSize, stream, static (from, piece) => from.ReadExactly(piece));

        private unsafe void InPieces(int size, Stream stream, PieceAction action)
        {
            ArgumentNullException.ThrowIfNull(stream);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
            NativeInfo info = RequireReadable();
            if (!info.Has(NativeFlags.Contiguous))
            {
                throw new InvalidOperationException("The bytes of a tensor that is not contiguous are not in one piece: call contiguous() first.");
            }
            var memory = (byte*)DataPointer();
            for (long done = 0, all = info.Elements * info.ElementSize; done < all; done += size)
            {
                action(stream, new Span<byte>(memory + done, (int)Math.Min(size, all - done)));
            }
            GC.KeepAlive(this);
        }

        private delegate void PieceAction(Stream stream, Span<byte> piece);
    }
}
