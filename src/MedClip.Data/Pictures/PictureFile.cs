namespace MedClip.Data;

/// <summary>Reads a picture's file into memory, within limits, with errors that name it.</summary>
internal static class PictureFile
{
    public static byte[] Read(string path, PictureLimits limits) => Guarded(path, () =>
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = Open(path);
        var bytes = GC.AllocateUninitializedArray<byte>(Length(path, file, limits));
        Fill(path, file, bytes);
        return bytes;
    });

    /// <summary>The same into a buffer of the pool.</summary>
    public static PooledBytes Rent(string path, PictureLimits limits) => Guarded(path, () =>
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = Open(path);
        var bytes = new PooledBytes(Length(path, file, limits));
        try
        {
            Fill(path, file, bytes.Span);
            return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    });

    // Without a lock: two calls to the system less for each film.
    private static Microsoft.Win32.SafeHandles.SafeFileHandle Open(string path) => File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);

    private static int Length(string path, Microsoft.Win32.SafeHandles.SafeFileHandle file, PictureLimits limits)
    {
        long length = RandomAccess.GetLength(file);
        long most = Math.Min(limits.MaxFileBytes, Array.MaxLength);
        return length <= most ? (int)length : throw InvalidInputException.At(path, null, $"the file has {length} bytes; at most {most} are read.");
    }

    private static void Fill(string path, Microsoft.Win32.SafeHandles.SafeFileHandle file, Span<byte> target)
    {
        for (int read = 0; read < target.Length;)
        {
            int more = RandomAccess.Read(file, target[read..], read);
            read += more > 0 ? more : throw InvalidInputException.At(path, null, "the file became shorter while it was read.");
        }
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw InvalidInputException.At(path, null, "there is no such file.", innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw InvalidInputException.At(path, null, $"the file cannot be read: {e.Message}", innerException: e);
        }
    }
}
