using System.Globalization;

namespace MedClip.Models.Tests;

/// <summary>
/// Damaged checkpoints: bit flips, cuts and splices of small good files, from a seed. Each opens or is refused; nothing else. MEDCLIP_FUZZ_CASES
/// sets how many (300 by default; 2000000 for a long run), MEDCLIP_FUZZ_SEED where to begin, so that runs can be shared out.
/// </summary>
public sealed class CheckpointFuzzTests
{
    [Fact]
    public void A_damaged_file_opens_or_is_refused_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        byte[][] good = Good(folder);
        int cases = Number("MEDCLIP_FUZZ_CASES", 300);
        int first = Number("MEDCLIP_FUZZ_SEED", 0);
        string path = folder.File("damaged.bin");
        var destination = new byte[1 << 20];
        for (int i = first; i < first + cases; i++)
        {
            SplitMix64 random = new SeedSequence((ulong)i).For("fuzz").ToRandom();
            byte[] bytes = Damage(good, random);
            File.WriteAllBytes(path, bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using WeightFile file = WeightFile.Open(path);
                foreach (WeightEntry entry in file.Entries.Where(entry => entry.ByteLength <= destination.Length))
                {
                    file.CopyTo(entry, destination.AsSpan(0, (int)entry.ByteLength));
                }
            }
            catch (InvalidInputException e)
            {
                e.Message.ShouldContain("damaged.bin", customMessage: $"case {i}");
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan((64L << 20) + bytes.Length, $"case {i}");
        }
    }

    // Without the shared folder there are still files of our own making.
    private static byte[][] Good(TemporaryFolder folder)
    {
        string own = folder.File("own.safetensors");
        SafetensorsWriter.Write(own, [SafetensorsContent.Float32("a.weight", [2, 3], new float[6]), SafetensorsContent.Float32("b", [4], new float[4])]);
        byte[] mine = File.ReadAllBytes(own);
        return SharedFolder.Fixture("checkpoints/readable") is { } readable
            ? [mine, .. Directory.GetFiles(readable).Where(file => new FileInfo(file).Length < 8192).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)]
            : [mine];
    }

    private static byte[] Damage(byte[][] good, SplitMix64 random)
    {
        int Below(int limit) => random.Next(Math.Max(limit, 1));
        byte[] bytes = [.. good[Below(good.Length)]];
        switch (Below(4))
        {
            case 0:
                return bytes[..Below(bytes.Length)];
            case 1:
                byte[] other = good[Below(good.Length)];
                return [.. bytes[..Below(bytes.Length)], .. other[Below(other.Length)..]];
            default:
                for (int flips = 1 + Below(4); flips > 0 && bytes.Length > 0; flips--)
                {
                    bytes[Below(bytes.Length)] ^= (byte)(1 << Below(8));
                }

                return bytes;
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
