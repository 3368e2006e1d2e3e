using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace MedClip.Models;

/// <summary>
/// The merges of CLIP's byte-pair encoding: which two pieces become one, the earlier the first. The head of the list that OpenAI published
/// (<c>bpe_simple_vocab_16e6.txt</c>, MIT licence) comes with this library; others are read from <c>merges.txt</c>, such a list, or Hugging Face's <c>tokenizer.json</c>.
/// </summary>
public sealed class ClipMerges
{
    /// <summary>Merges that CLIP takes from the head of the published list, so that its vocabulary has 49,408 tokens.</summary>
    private const int Taken = 49152 - 256 - 2;

    private const long MaximumBytes = 64L << 20;
    private readonly string[] lines;

    private ClipMerges(string source, IEnumerable<string> all)
    {
        lines = [.. all.Where(line => line.Length > 0 && !line.Contains("#version", StringComparison.Ordinal)).Take(Taken)];
        int wrong = Array.FindIndex(lines, line => line.Split(' ') is not [{ Length: > 0 }, { Length: > 0 }]);
        if (wrong >= 0 || lines.Length == 0)
        {
            throw InvalidInputException.At(source, $"line {wrong + 1}", "is no merge: two pieces with a space between.", "Give CLIP's merges.txt or bpe_simple_vocab_16e6.txt.");
        }
    }

    /// <summary>The list that OpenAI published with CLIP.</summary>
    public static ClipMerges Published => Holder.Merges;

    /// <summary>The merges, two pieces a line.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>SHA-256 of the merges as <see cref="Save"/> writes them, lower-case hexadecimal.</summary>
    public string Sha256
    {
        get
        {
            using var stream = new MemoryStream();
            Save(stream);
            stream.Position = 0;
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
    }

    /// <summary>Reads a list of merges, plain or gzipped.</summary>
    /// <param name="path">A <c>merges.txt</c>, <c>bpe_simple_vocab_16e6.txt</c> or either with <c>.gz</c>; or a <c>tokenizer.json</c>.</param>
    /// <exception cref="InvalidInputException">The file is missing, too large, or holds a line that is no merge.</exception>
    public static ClipMerges Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path) || new FileInfo(path).Length > MaximumBytes)
        {
            throw InvalidInputException.At(path, null, "there is no such list of merges, or it is larger than 64 MB.");
        }

        try
        {
            if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            {
                return new ClipMerges(path, MergesJson.Read(path));
            }

            using FileStream file = File.OpenRead(path);
            return new ClipMerges(path, ReadLines(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file));
        }
        catch (InvalidDataException e)
        {
            throw InvalidInputException.At(path, null, "is no gzip file.", innerException: e);
        }
    }

    /// <summary>Writes the merges, one a line.</summary>
    /// <param name="stream">Receives UTF-8 text.</param>
    public void Save(Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        foreach (string line in lines)
        {
            writer.Write(line);
            writer.Write('\n');
        }
    }

    private static IEnumerable<string> ReadLines(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        for (int i = 0; i < Taken + 2 && reader.ReadLine() is { } line; i++)
        {
            yield return line.Length <= 1024 ? line : "";
        }
    }

    private static class Holder
    {
        public static readonly ClipMerges Merges = Read();

        private static ClipMerges Read()
        {
            using Stream stream = typeof(ClipMerges).Assembly.GetManifestResourceStream("MedClip.Models.clip-merges.txt.gz")!;
            return new ClipMerges("CLIP's merges", ReadLines(new GZipStream(stream, CompressionMode.Decompress)));
        }
    }
}
