namespace MedClip.Knowledge;

/// <summary>A stream whose first bytes were looked at and come again when it is read. Counts what it passes on.</summary>
internal sealed class PeekedStream : ReadOnlyStream
{
    private readonly Stream inner;
    private readonly byte[] head;
    private readonly int headLength;
    private int given;

    public PeekedStream(Stream inner, int peek)
    {
        this.inner = inner;
        head = new byte[peek];
        headLength = inner.ReadAtLeast(head, peek, throwOnEndOfStream: false);
    }

    /// <summary>The first bytes.</summary>
    public ReadOnlySpan<byte> Head => head.AsSpan(0, headLength);

    /// <summary>How many bytes were read from this stream.</summary>
    public long Count { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        int read = Math.Min(buffer.Length, headLength - given);
        if (read > 0)
        {
            head.AsSpan(given, read).CopyTo(buffer);
            given += read;
        }
        else
        {
            read = inner.Read(buffer);
        }

        Count += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
