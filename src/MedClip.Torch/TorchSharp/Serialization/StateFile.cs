using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// TorchSharp's <c>.dat</c>: the number of entries (LEB128), then each entry as its name (BinaryWriter's string: LEB128 length,
/// UTF-8) and its tensor (<see cref="TensorRecord"/>).
/// </summary>
internal static class StateFile
{
    private const int MaxEntries = 1_000_000;

    /// <summary>Writes a state dictionary, without the skipped names.</summary>
    public static void Write(BinaryWriter writer, Dictionary<string, Tensor> state, IList<string>? skip)
    {
        KeyValuePair<string, Tensor>[] entries = [.. state.Where(entry => skip?.Contains(entry.Key) != true)];
        writer.WriteLeb128(entries.Length);
        foreach ((string name, Tensor tensor) in entries)
        {
            writer.Write(name);
            TensorRecord.Write(writer, tensor);
        }
        writer.Flush();
    }

    /// <summary>Looks through the file without reading data: each entry's place, type and shape. Leaves the stream at its end.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static List<StateEntry> ReadDirectory(BinaryReader reader)
    {
        long count = reader.ReadLeb128(MaxEntries, "number of entries");
        var entries = new List<StateEntry>();
        for (long i = 0; i < count; i++)
        {
            string name = ReadName(reader, i);
            TensorRecord record = TensorRecord.ReadHeader(reader, name);
            entries.Add(new StateEntry(name, record, reader.BaseStream.Position));
            record.Skip(reader);
        }
        return entries;
    }

    private static string ReadName(BinaryReader reader, long entry)
    {
        try
        {
            return reader.ReadString();
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException or IOException or DecoderFallbackException)
        {
            throw new InvalidDataException($"the name of entry {entry} can't be read: the file is damaged, cut short or of another kind", error);
        }
    }
}

/// <summary>An entry of a state file: what it is and where its data begins.</summary>
internal sealed record StateEntry(string Name, TensorRecord Record, long Position);
