using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MedClip.Data;

/// <summary>
/// A file in memory that a child process inherits. It is read by calls rather than mapped: whatever the other side does to it, a read
/// gives an error, never a signal.
/// </summary>
internal sealed partial class SharedMemory : IDisposable
{
    private const int GetFlags = 1;
    private const int SetFlags = 2;
    private const int CloseOnExec = 1;
    private const uint CloseOnExecFlag = 1;

    private SharedMemory(SafeFileHandle handle) => Handle = handle;

    public SafeFileHandle Handle { get; }

    public int Descriptor => (int)Handle.DangerousGetHandle();

    public static SharedMemory Create()
    {
        int descriptor = Create("medclip", CloseOnExecFlag);
        return descriptor >= 0
            ? new SharedMemory(new SafeFileHandle(descriptor, ownsHandle: true))
            : throw new NativeLibraryException($"Shared memory cannot be made: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
    }

    /// <summary>Lets processes that are started from now on inherit it, or no longer.</summary>
    public void SetInherited(bool inherited)
    {
        int flags = Control(Descriptor, GetFlags, 0);
        _ = Control(Descriptor, SetFlags, inherited ? flags & ~CloseOnExec : flags | CloseOnExec);
    }

    public void Write(ReadOnlySpan<byte> bytes) => RandomAccess.Write(Handle, bytes, 0);

    public bool TryRead(long offset, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            int read = RandomAccess.Read(Handle, target, offset);
            if (read <= 0)
            {
                return false;
            }

            target = target[read..];
            offset += read;
        }

        return true;
    }

    /// <summary>Gives memory back when there is much of it.</summary>
    public void Trim(long keep)
    {
        if (RandomAccess.GetLength(Handle) > keep)
        {
            RandomAccess.SetLength(Handle, 0);
        }
    }

    public void Dispose() => Handle.Dispose();

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Create(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command, nint argument);
}
