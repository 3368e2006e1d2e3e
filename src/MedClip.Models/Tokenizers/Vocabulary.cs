using System.Security.Cryptography;
using System.Text;

namespace MedClip.Models;

/// <summary>A WordPiece vocabulary: distinct tokens, the place of a token being its id, with BERT's special tokens among them.</summary>
public sealed class Vocabulary
{
    /// <summary>BERT's special tokens; all but the last are needed.</summary>
    internal static readonly string[] SpecialTokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    private const long MaximumFileBytes = 64L << 20;
    private readonly string[] tokens;
    private readonly Dictionary<string, int> ids;

    private Vocabulary(string source, IEnumerable<string> tokens)
    {
        this.tokens = [.. tokens];
        ids = new Dictionary<string, int>(this.tokens.Length, StringComparer.Ordinal);
        for (int i = 0; i < this.tokens.Length; i++)
        {
            if (this.tokens[i].Length == 0)
            {
                throw InvalidInputException.At(source, $"line {i + 1}", "is empty; each line of a vocabulary is one token.");
            }

            if (!ids.TryAdd(this.tokens[i], i))
            {
                throw InvalidInputException.At(source, $"line {i + 1}", $"the token '{this.tokens[i]}' stands in line {ids[this.tokens[i]] + 1} already.");
            }
        }

        string[] missing = [.. SpecialTokens[..4].Where(token => !ids.ContainsKey(token))];
        if (missing.Length > 0)
        {
            throw InvalidInputException.At(
                source, null, $"the vocabulary lacks {string.Join(", ", missing)}.", "It must be a BERT vocab.txt: one token a line, the special tokens among them.");
        }
    }

    /// <summary>The tokens, by id.</summary>
    public IReadOnlyList<string> Tokens => tokens;

    /// <summary>The id of a token, or −1.</summary>
    /// <param name="token">A token, "##" included for continuations.</param>
    public int IdOf(string token) => ids.GetValueOrDefault(token, -1);

    /// <summary>SHA-256 of the vocabulary as <see cref="Save"/> writes it, lower-case hexadecimal.</summary>
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

    /// <summary>Makes a vocabulary of tokens in the order of their ids.</summary>
    /// <param name="tokens">Distinct tokens, [PAD], [UNK], [CLS] and [SEP] among them.</param>
    /// <exception cref="InvalidInputException">A token is empty, occurs twice, or a special token is missing.</exception>
    public static Vocabulary Of(IEnumerable<string> tokens) => new("vocabulary", tokens);

    /// <summary>Reads a <c>vocab.txt</c> or the vocabulary of a <c>tokenizer.json</c>.</summary>
    /// <param name="path">UTF-8 text, one token a line; or a file that ends in <c>.json</c>.</param>
    /// <exception cref="InvalidInputException">The file is missing, too large, not UTF-8, has an empty or repeated line, or lacks a special token.</exception>
    public static Vocabulary Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw InvalidInputException.At(path, null, "there is no such vocabulary file.");
        }

        if (new FileInfo(path).Length > MaximumFileBytes)
        {
            throw InvalidInputException.At(path, null, $"is larger than {MaximumFileBytes >> 20} MB, which no vocabulary is.");
        }

        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return new Vocabulary(path, VocabularyJson.Read(path));
        }

        try
        {
            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
            IEnumerable<string> lines = text.Split('\n').Select(line => line.TrimEnd('\r'));
            return new Vocabulary(path, text.EndsWith('\n') ? lines.SkipLast(1) : lines);
        }
        catch (DecoderFallbackException e)
        {
            throw InvalidInputException.At(path, $"byte {e.Index}", "is not UTF-8.", innerException: e);
        }
    }

    /// <summary>Writes a <c>vocab.txt</c>.</summary>
    /// <param name="stream">Receives UTF-8 text, each token followed by a line feed.</param>
    public void Save(Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        foreach (string token in tokens)
        {
            writer.Write(token);
            writer.Write('\n');
        }
    }
}
