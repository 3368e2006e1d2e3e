using System.Buffers.Binary;
using System.Text;

namespace MedClip.Training;

/// <summary>
/// TensorBoard's Event messages in protobuf's wire format (https://github.com/tensorflow/tensorboard/blob/master/tensorboard/compat/proto/event.proto):
/// fields in the order of their numbers, those at their defaults left out.
/// </summary>
internal static class EventMessage
{
    // Field numbers and wire types: 1 = fixed64, 0 = varint, 2 = length-delimited, 5 = fixed32.
    private const byte WallTime = (1 << 3) | 1, Step = (2 << 3) | 0, FileVersion = (3 << 3) | 2, Summary = (5 << 3) | 2, SessionLog = (7 << 3) | 2;
    private const byte SummaryValue = (1 << 3) | 2, Tag = (1 << 3) | 2, SimpleValue = (2 << 3) | 5, SessionStatus = (1 << 3) | 0;
    private const byte SessionStart = 1;

    public static byte[] Version(double wallTime) => Event(wallTime, 0, FileVersion, Encoding.UTF8.GetBytes("brain.Event:2"));

    public static byte[] Scalar(double wallTime, long step, string tag, float value)
    {
        byte[] name = Encoding.UTF8.GetBytes(tag);
        using var inner = new MemoryStream();
        Write(inner, Tag, name);
        inner.WriteByte(SimpleValue);
        Span<byte> bits = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bits, value);
        inner.Write(bits);
        using var summary = new MemoryStream();
        Write(summary, SummaryValue, inner.ToArray());
        return Event(wallTime, step, Summary, summary.ToArray());
    }

    /// <summary>Says that events of this step and later ones in older files no longer count.</summary>
    public static byte[] Restart(double wallTime, long step) => Event(wallTime, step, SessionLog, [SessionStatus, SessionStart]);

    private static byte[] Event(double wallTime, long step, byte field, byte[] content)
    {
        using var message = new MemoryStream();
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(time, wallTime);
        message.WriteByte(WallTime);
        message.Write(time);
        if (step != 0)
        {
            message.WriteByte(Step);
            WriteVarint(message, unchecked((ulong)step));
        }

        Write(message, field, content);
        return message.ToArray();
    }

    private static void Write(MemoryStream stream, byte field, byte[] content)
    {
        stream.WriteByte(field);
        WriteVarint(stream, (ulong)content.Length);
        stream.Write(content);
    }

    private static void WriteVarint(MemoryStream stream, ulong value)
    {
        while (value >= 0x80)
        {
            stream.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        stream.WriteByte((byte)value);
    }
}
