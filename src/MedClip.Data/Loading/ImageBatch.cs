namespace MedClip.Data;

/// <summary>Films ready for the model. Disposing gives the buffer back for a later batch; the numbers must not be used after that.</summary>
public sealed class ImageBatch : IDisposable
{
    private readonly FloatBufferPool pool;
    private float[]? data;

    internal ImageBatch(FloatBufferPool pool, float[] data, int[] rows, PreprocessingSpec spec)
    {
        this.pool = pool;
        this.data = data;
        Rows = rows;
        Shape = [rows.Length, spec.Channels, spec.Size, spec.Size];
    }

    /// <summary>The place in the table of each film of the batch. Shorter than asked for when unreadable films were skipped.</summary>
    public IReadOnlyList<int> Rows { get; }

    /// <summary>Films in the batch; may be 0 when all were unreadable.</summary>
    public int Count => Rows.Count;

    /// <summary>N, C, H, W.</summary>
    public long[] Shape { get; }

    /// <summary>The normalised values, N × C × H × W, exactly that long.</summary>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public float[] Data
    {
        get
        {
            ObjectDisposedException.ThrowIf(data is null, this);
            return data;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref data, null) is { } buffer)
        {
            pool.Return(buffer);
        }
    }
}
