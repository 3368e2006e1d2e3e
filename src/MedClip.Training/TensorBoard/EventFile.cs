using System.Buffers.Binary;

namespace MedClip.Training;

/// <summary>
/// Writes a TensorBoard event file: records of a length, its checksum, a message and its checksum. A record is handed to the system whole, so
/// that a process killed at any moment leaves at most its last record cut off, which readers pass over.
/// </summary>
public sealed class EventFile : IDisposable
{
    private readonly FileStream stream;
    private readonly TimeProvider clock;

    /// <summary>Opens a new file and writes its version.</summary>
    /// <param name="path">The file; made anew.</param>
    /// <param name="clock">Gives events their wall time.</param>
    public EventFile(string path, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(clock);
        this.clock = clock;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Write(EventMessage.Version(WallTime));
    }

    private double WallTime => (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>Opens a file in a folder under the name that TensorBoard looks for: <c>events.out.tfevents.SECONDS.HOST.PROCESS.0</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="clock">Gives the name and events their time.</param>
    public static EventFile In(string folder, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        long seconds = clock.GetUtcNow().ToUnixTimeSeconds();
        return new EventFile(System.IO.Path.Combine(folder, $"events.out.tfevents.{seconds}.{Environment.MachineName}.{Environment.ProcessId}.0"), clock);
    }

    /// <summary>Writes one number.</summary>
    /// <param name="tag">What it is, e.g. "train/loss".</param>
    /// <param name="step">When, in optimizer steps.</param>
    /// <param name="value">The number; may be NaN.</param>
    public void Scalar(string tag, long step, float value)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        Write(EventMessage.Scalar(WallTime, step, tag, value));
    }

    /// <summary>Tells readers to forget what older files say of a step and all after it, since they are made again.</summary>
    /// <param name="step">The first step that is made again.</param>
    public void Restart(long step) => Write(EventMessage.Restart(WallTime, step));

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private void Write(byte[] message)
    {
        byte[] record = new byte[8 + 4 + message.Length + 4];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)message.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), MaskedCrc32C.Of(record.AsSpan(0, 8)));
        message.CopyTo(record, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + message.Length), MaskedCrc32C.Of(message));
        stream.Write(record);
    }
}
