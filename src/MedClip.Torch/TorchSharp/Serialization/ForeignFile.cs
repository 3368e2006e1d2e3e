namespace TorchSharp;

/// <summary>Files that are often opened for a TorchSharp state dictionary and are none.</summary>
internal static class ForeignFile
{
    /// <summary>Refuses PyTorch's pickles and archives and safetensors by their first bytes, naming the remedy.</summary>
    /// <exception cref="InvalidDataException">The file is one of these.</exception>
    public static void Refuse(Stream stream, string location)
    {
        Span<byte> head = stackalloc byte[12];
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Seek(0, SeekOrigin.Begin);
        head = head[..read];
        if (head.StartsWith("PK\x03\x04"u8) || IsPickle(head))
        {
            throw new InvalidDataException(
                $"{location} is a PyTorch checkpoint (a pickle), not a TorchSharp state dictionary. Convert it first: medclip convert {Path.GetFileName(location)}");
        }
        if (head.Length > 8 && head[8] == (byte)'{' && head[3..8].IndexOfAnyExcept((byte)0) < 0)
        {
            throw new InvalidDataException($"{location} is a safetensors file, not a TorchSharp state dictionary. Load it as a checkpoint instead.");
        }
    }

    // Protocol 2 to 5, then what pickles of tensors begin with: PyTorch's magic number, a frame, an empty dictionary, OrderedDict.
    private static bool IsPickle(ReadOnlySpan<byte> head) =>
        head.Length > 4 && head[0] == 0x80 && head[1] is >= 2 and <= 5 &&
        (head[2..].StartsWith((ReadOnlySpan<byte>)[0x8a, 0x0a]) || head[2] == 0x95 || head[2..].StartsWith("}q\0"u8) || head[2..].StartsWith("ccoll"u8));
}
