using System.IO.Compression;
using System.Security.Cryptography;

namespace MedClip.Knowledge;

/// <summary>
/// Reads the rows of a UMLS table (Rich Release Format: fields end with <c>|</c>, rows with a line feed) from a file, plain or gzip, in a buffer that
/// holds a few rows. Hashes what it reads.
/// </summary>
internal sealed class RrfReader : IDisposable
{
    private const int LongestRow = 1 << 20;

    private readonly string path;
    private readonly string table;
    private readonly Stream file;
    private readonly HashingStream hashed;
    private readonly Stream content;
    private readonly int[] starts; // of each field in the buffer, and one behind the last
    private byte[] buffer = new byte[1 << 16];
    private int begin, filled, rowEnding;

    /// <param name="file">The content, plain or gzip by the ending of its name; disposed with the reader.</param>
    /// <param name="path">What errors call the file.</param>
    /// <param name="table">What errors call the table, e.g. "MRCONSO".</param>
    /// <param name="fields">How many fields a row has.</param>
    public RrfReader(Stream file, string path, string table, int fields)
    {
        (this.file, this.path, this.table, starts) = (file, path, table, new int[fields + 1]);
        hashed = new HashingStream(file);
        content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(hashed, CompressionMode.Decompress) : hashed;
    }

    public static RrfReader Open(string path, string table, int fields) => File.Exists(path)
        ? new RrfReader(ReportReader.OpenFile(path), path, table, fields)
        : throw InvalidInputException.At(path, null, $"there is no such file; {table} is expected.");

    /// <summary>The row's number, from 1.</summary>
    public long Row { get; private set; }

    /// <summary>A field of the row; valid until the next one is read.</summary>
    public ReadOnlySpan<byte> this[int field] => buffer.AsSpan(starts[field], starts[field + 1] - starts[field] - 1);

    /// <summary>Goes to the next row.</summary>
    /// <exception cref="InvalidInputException">The row has another number of fields, or is longer than a megabyte.</exception>
    public bool Read()
    {
        ReadOnlySpan<byte> row;
        do
        {
            if (!NextRow(out row))
            {
                return false;
            }
        }
        while (row.IsEmpty);

        int fields = row.Count((byte)'|');
        if (fields != starts.Length - 1 || row[^1] != '|')
        {
            throw InvalidInputException.At(path, $"line {Row}", $"the row has {fields + (row[^1] == '|' ? 0 : 1)} fields, {table} has {starts.Length - 1}.", "Is the file whole and of the Rich Release Format?");
        }

        int at = begin - row.Length - rowEnding;
        starts[0] = at;
        for (int i = 1; i < starts.Length; i++)
        {
            at += buffer.AsSpan(at).IndexOf((byte)'|') + 1;
            starts[i] = at;
        }

        return true;
    }

    /// <summary>The SHA-256 of the whole file, read to its end.</summary>
    public string HashOfAll()
    {
        hashed.CopyTo(Stream.Null);
        return hashed.Hash();
    }

    public void Dispose()
    {
        content.Dispose();
        hashed.Dispose();
        file.Dispose();
    }

    private bool NextRow(out ReadOnlySpan<byte> row)
    {
        row = default;
        int searched = begin;
        while (true)
        {
            int length = buffer.AsSpan(searched, filled - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                int end = searched + length;
                row = buffer.AsSpan(begin, end - begin);
                begin = end + 1;
                break;
            }

            searched = filled - begin;
            if (!Fill())
            {
                row = buffer.AsSpan(0, filled);
                begin = filled;
                if (row.IsEmpty)
                {
                    return false;
                }

                rowEnding = 0;
                Row++;
                return true;
            }
        }

        rowEnding = 1;
        if (row.Length > 0 && row[^1] == '\r')
        {
            row = row[..^1];
            rowEnding = 2;
        }

        Row++;
        return true;
    }

    /// <summary>Moves the begun row to the front and reads on.</summary>
    private bool Fill()
    {
        buffer.AsSpan(begin, filled - begin).CopyTo(buffer);
        (filled, begin) = (filled - begin, 0);
        if (filled == buffer.Length)
        {
            if (filled >= LongestRow)
            {
                throw InvalidInputException.At(path, $"line {Row + 1}", $"the row is longer than {LongestRow} bytes.", $"Is this {table}?");
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        try
        {
            int read = content.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            return read > 0;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw InvalidInputException.At(path, $"line {Row + 1}", $"the file cannot be read: {e.Message}", innerException: e);
        }
    }

    private sealed class HashingStream(Stream inner) : ReadOnlyStream
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public string Hash() => Convert.ToHexStringLower(hash.GetCurrentHash());

        public override int Read(Span<byte> buffer)
        {
            int read = inner.Read(buffer);
            hash.AppendData(buffer[..read]);
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
