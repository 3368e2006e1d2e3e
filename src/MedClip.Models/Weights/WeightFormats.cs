using System.Buffers.Binary;
using System.Text;

namespace MedClip.Models;

/// <summary>Tells formats apart by their first bytes, and says what a file is that is no checkpoint.</summary>
internal static class WeightFormats
{
    private static readonly string[] FolderFiles =
    [
        "model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json",
        "open_clip_model.safetensors", "open_clip_pytorch_model.bin",
    ];

    public static WeightFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Directory.Exists(path) ? InFolder(path) : path;
        if (!File.Exists(file))
        {
            throw InvalidInputException.At(path, null, "there is no such file.");
        }

        if (file.EndsWith(".index.json", StringComparison.Ordinal))
        {
            return ShardedWeights.Open(file);
        }

        byte[] head = new byte[512];
        int count;
        using (FileStream stream = File.OpenRead(file))
        {
            count = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }

        return Dispatch(file, head.AsSpan(0, count), new FileInfo(file).Length);
    }

    private static WeightFile Dispatch(string path, ReadOnlySpan<byte> head, long length)
    {
        if (head.IsEmpty)
        {
            throw InvalidInputException.At(path, null, "is empty.", "Download it again.");
        }

        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
        {
            return TorchZipFile.Open(path);
        }

        if (head.Length > 2 && head[0] == 0x80 && head[1] < 8)
        {
            return TorchLegacyFile.Open(path);
        }

        if (head.StartsWith("version https://git-lfs"u8))
        {
            throw InvalidInputException.At(path, null, "is a Git LFS pointer: the weights themselves were not downloaded.", "Run `git lfs pull`.");
        }

        string start = Encoding.ASCII.GetString(head[..Math.Min(head.Length, 64)]).TrimStart();
        if (start.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            throw InvalidInputException.At(path, null, "is a web page saved under a model's name.", "Download the file itself.");
        }

        if (head.Length > 262 && head.Slice(257, 5).SequenceEqual("ustar"u8))
        {
            throw InvalidInputException.At(
                path, null, "is a tar archive as torch 0.1 wrote it.", "Load it with an old torch in Python and save its state_dict() again.");
        }

        // A safetensors file begins with the length of its header and a brace.
        if (head.Length >= 9 && head[8] == (byte)'{' && BinaryPrimitives.ReadUInt64LittleEndian(head) <= (ulong)length)
        {
            return new SafetensorsWeights(SafetensorsFile.Open(path));
        }

        throw InvalidInputException.At(
            path, null, "is no checkpoint: neither a torch file nor a safetensors file.", "Give pytorch_model.bin, a .pt, .pth, .ckpt or .safetensors file, or a folder that holds one.");
    }

    private static string InFolder(string folder) =>
        FolderFiles.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw InvalidInputException.At(folder, null, $"holds none of {string.Join(", ", FolderFiles)}.", "Give the weight file itself.");
}
