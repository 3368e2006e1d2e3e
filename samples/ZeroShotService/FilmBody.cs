namespace ZeroShotService;

/// <summary>Reads a request's body into one array, never more than is allowed, whatever its header says.</summary>
internal static class FilmBody
{
    /// <exception cref="FilmTooLargeException">There are more bytes.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, long maxBytes, CancellationToken cancellation)
    {
        if (request.ContentLength is { } told)
        {
            if (told > maxBytes)
            {
                throw new FilmTooLargeException();
            }

            // Kestrel hands over exactly as many bytes as the header tells, or fails.
            byte[] exact = GC.AllocateUninitializedArray<byte>((int)told);
            await request.Body.ReadExactlyAsync(exact, cancellation);
            return exact;
        }

        using var growing = new MemoryStream();
        byte[] part = new byte[1 << 16];
        int read;
        while ((read = await request.Body.ReadAsync(part, cancellation)) > 0)
        {
            if (growing.Length + read > maxBytes)
            {
                throw new FilmTooLargeException();
            }

            growing.Write(part, 0, read);
        }

        return growing.ToArray();
    }
}

/// <summary>A film has more bytes than are allowed.</summary>
internal sealed class FilmTooLargeException : Exception;
