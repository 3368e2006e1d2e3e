using System.IO.Compression;

namespace MedClip.Knowledge;

/// <summary>
/// Where labelled reports go: a stream, or a file that is written beside its place (<c>.partial</c>) and put there when the run is complete.
/// A name that ends in <c>.gz</c> is packed, one gzip member a batch, so that a stopped run can go on behind the last whole one.
/// </summary>
public sealed class LabelOutput : IDisposable
{
    private readonly string? path;
    private readonly bool packed;
    private readonly bool leaveOpen;
    private Stream? stream;

    private LabelOutput(LabelFormat format, string? path, Stream? stream) =>
        (Format, this.path, this.stream, packed, leaveOpen) = (format, path, stream, path is not null && path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase), stream is not null);

    /// <summary>How reports are written.</summary>
    public LabelFormat Format { get; }

    /// <summary>How many bytes are written.</summary>
    internal long Length => stream?.Length ?? 0;

    /// <summary>The file that is written until the run is complete.</summary>
    internal static string PartialOf(string path) => path + ".partial";

    /// <summary>Writes to a file.</summary>
    /// <param name="path">The file; its folder is made when missing.</param>
    /// <param name="format">How reports are written.</param>
    public static LabelOutput ToFile(string path, LabelFormat format)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(format);
        return new LabelOutput(format, Path.GetFullPath(path), null);
    }

    /// <summary>Writes to a stream, which is left open.</summary>
    /// <param name="stream">Receives UTF-8.</param>
    /// <param name="format">How reports are written.</param>
    public static LabelOutput ToStream(Stream stream, LabelFormat format)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(format);
        return new LabelOutput(format, null, stream);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!leaveOpen)
        {
            stream?.Dispose();
        }
    }

    /// <summary>Opens the file: anew, or behind what a stopped run had written.</summary>
    internal void Open(long? continueAt)
    {
        if (path is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            stream = new FileStream(PartialOf(path), continueAt is null ? FileMode.Create : FileMode.Open, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
            if (continueAt is { } length)
            {
                stream.SetLength(length);
                stream.Seek(0, SeekOrigin.End);
            }
        }
    }

    /// <summary>A batch as the bytes that will be written; called by several threads.</summary>
    internal void Encode(ReadOnlySpan<LabeledDocument> reports, MemoryStream buffer) => Encode(buffer, reports, static (format, stream, batch) => format.Write(stream, batch));

    internal void EncodeHeader(MemoryStream buffer) => Encode(buffer, [], static (format, stream, _) => format.WriteHeader(stream));

    internal void EncodeFooter(MemoryStream buffer) => Encode(buffer, [], static (format, stream, _) => format.WriteFooter(stream));

    internal void Write(MemoryStream buffer) => buffer.WriteTo(stream!);

    internal void Flush(bool toDisk)
    {
        if (stream is FileStream file && path is not null)
        {
            file.Flush(toDisk);
        }
        else
        {
            stream!.Flush();
        }
    }

    /// <summary>Puts the complete file in its place.</summary>
    internal void Complete()
    {
        Flush(toDisk: true);
        if (path is not null)
        {
            stream!.Dispose();
            File.Move(PartialOf(path), path, overwrite: true);
        }
    }

    /// <summary>Removes what was written, after a failure.</summary>
    internal void Discard()
    {
        Dispose();
        if (path is not null)
        {
            File.Delete(PartialOf(path));
        }
    }

    private delegate void Writing(LabelFormat format, Stream stream, ReadOnlySpan<LabeledDocument> reports);

    private void Encode(MemoryStream buffer, ReadOnlySpan<LabeledDocument> reports, Writing write)
    {
        buffer.SetLength(0);
        if (!packed)
        {
            write(Format, buffer, reports);
            return;
        }

        using var member = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true);
        write(Format, member, reports);
    }
}
