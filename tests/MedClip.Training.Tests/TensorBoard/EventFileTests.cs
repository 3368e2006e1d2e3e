using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace MedClip.Training.Tests;

public sealed class EventFileTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("medclip-events-").FullName;

    [SkippableFact]
    [Trait("Category", "Fixtures")]
    public void The_same_events_give_the_same_bytes_as_TensorBoards_writer()
    {
        JsonElement golden = Golden.Open("tensorboard/events.json");
        string folder = Path.GetDirectoryName(SharedFolder.RequireFixture("tensorboard/events.json"))!;
        byte[][] messages = [.. golden.GetProperty("records").EnumerateArray().Select(record => Convert.FromHexString(record.GetProperty("data_hex").GetString()!))];
        string path = Path.Combine(root, "events");
        var clock = new SetClock { Now = TimeOf(messages[0]) };
        using (var file = new EventFile(path, clock))
        {
            foreach (byte[] message in messages[1..])
            {
                clock.Now = TimeOf(message);
                (long step, string tag, float value) = Read(message);
                file.Scalar(tag, step, value);
            }
        }

        File.ReadAllBytes(path).ShouldBe(File.ReadAllBytes(Directory.EnumerateFiles(folder, "events.out.tfevents.*").Single()));
    }

    [Theory]
    [InlineData("123456789", 0xe3069283u)]
    [InlineData("", 0u)]
    public void The_checksum_is_that_of_Castagnoli_masked(string text, uint crc) =>
        MaskedCrc32C.Of(Encoding.ASCII.GetBytes(text)).ShouldBe(unchecked(((crc >> 15) | (crc << 17)) + 0xa282ead8u));

    [Fact]
    public void Records_frame_what_was_written_and_a_restart_is_told()
    {
        string path = Path.Combine(root, "events");
        using (var file = new EventFile(path, new SetClock { Now = 5 }))
        {
            file.Scalar("train/loss", 300, 1.5f);
            file.Restart(301);
        }

        byte[][] messages = [.. Messages(File.ReadAllBytes(path))];
        messages.Length.ShouldBe(3);
        Read(messages[1]).ShouldBe((300, "train/loss", 1.5f));
        Convert.ToHexString(messages[2])[18..].ShouldBe("10AD02" + "3A020801");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    internal static IEnumerable<byte[]> Messages(byte[] file)
    {
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)).ShouldBe(MaskedCrc32C.Of(file.AsSpan(at, 8)));
            byte[] message = file[(at + 12)..(at + 12 + length)];
            BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)).ShouldBe(MaskedCrc32C.Of(message));
            at += 12 + length + 4;
            yield return message;
        }
    }

    private static double TimeOf(byte[] message) => BinaryPrimitives.ReadDoubleLittleEndian(message.AsSpan(1));

    // wall time, optional step, summary { value { tag, simple_value } }
    internal static (long Step, string Tag, float Value) Read(byte[] message)
    {
        int at = 9;
        ulong step = message[at] == 0x10 ? Varint(message, ref at, 1) : 0;
        Varint(message, ref at, 1);
        Varint(message, ref at, 1);
        int length = (int)Varint(message, ref at, 1);
        string tag = Encoding.UTF8.GetString(message, at, length);
        return ((long)step, tag, BinaryPrimitives.ReadSingleLittleEndian(message.AsSpan(at + length + 1)));
    }

    private static ulong Varint(byte[] bytes, ref int at, int skip)
    {
        at += skip;
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private sealed class SetClock : TimeProvider
    {
        public double Now { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(Now);
    }
}
