using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace MedClip.Models;

/// <summary>
/// A file mapped for reading; every slice is checked against its length. Tensors may keep it mapped beyond its first owner; what they write stays in
/// memory (copy on write). The file must not be shortened by another process meanwhile.
/// </summary>
internal sealed unsafe partial class MappedFile : IDisposable
{
    private const int PopulateForReading = 22;
    private readonly MemoryMappedFile map;
    private readonly MemoryMappedViewAccessor view;
    private byte* start;
    private int owners = 1;

    public MappedFile(string path)
    {
        Path = path;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1);
        Length = stream.Length;
        map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        try
        {
            view = map.CreateViewAccessor(0, Length, MemoryMappedFileAccess.CopyOnWrite);
        }
        catch
        {
            map.Dispose();
            throw;
        }

        byte* pointer = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        start = pointer + view.PointerOffset;
    }

    public string Path { get; }

    public long Length { get; }

    /// <exception cref="InvalidInputException">The bytes lie beyond the end of the file.</exception>
    public ReadOnlySpan<byte> Slice(long offset, long length)
    {
        ObjectDisposedException.ThrowIf(start is null, this);
        if (offset < 0 || length < 0 || length > int.MaxValue || offset > Length - length)
        {
            throw InvalidInputException.At(Path, $"byte {offset}", $"is cut short: {length} bytes are needed and the file is {Length} long.");
        }

        return new ReadOnlySpan<byte>(start + offset, (int)length);
    }

    /// <summary>Where a stretch of the file lies in memory; null when it is not in the file.</summary>
    public nint? Address(long offset, long length)
    {
        ObjectDisposedException.ThrowIf(start is null, this);
        return offset < 0 || length < 0 || offset > Length - length ? null : (nint)(start + offset);
    }

    /// <summary>Brings the whole file to memory in one go, where the system can; else its pages come one by one when they are touched.</summary>
    public void Prefetch()
    {
        ObjectDisposedException.ThrowIf(start is null, this);
        if (OperatingSystem.IsLinux())
        {
            // A hint: kernels before 5.14 do not know it.
            _ = Advise((nint)start, (nuint)Length, PopulateForReading);
        }
    }

    /// <summary>Adds an owner, who must dispose too.</summary>
    public void Retain() => Interlocked.Increment(ref owners);

    public void Dispose()
    {
        if (Interlocked.Decrement(ref owners) == 0)
        {
            start = null;
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.Dispose();
            map.Dispose();
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
