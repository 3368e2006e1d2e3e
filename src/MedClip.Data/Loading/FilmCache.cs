namespace MedClip.Data;

/// <summary>Decoded small films by their place in the table, up to a number of bytes. First come, first kept: with a film seen once an epoch, replacing would only throw work away.</summary>
internal sealed class FilmCache(int count, long maxBytes)
{
    private readonly PixelImage?[] films = maxBytes > 0 ? new PixelImage?[count] : [];
    private long bytes;

    public long Bytes => Interlocked.Read(ref bytes);

    public PixelImage? Find(int index) => films.Length > 0 ? Volatile.Read(ref films[index]) : null;

    public void Keep(int index, PixelImage film)
    {
        if (films.Length == 0)
        {
            return;
        }

        if (Interlocked.Add(ref bytes, film.Bytes.Length) > maxBytes || Interlocked.CompareExchange(ref films[index], film, null) is not null)
        {
            Interlocked.Add(ref bytes, -film.Bytes.Length);
        }
    }
}
