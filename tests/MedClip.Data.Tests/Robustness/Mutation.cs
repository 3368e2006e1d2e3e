namespace MedClip.Data;

/// <summary>Damages bytes: flipped bits, cuts, spliced parts of other files, numbers that lie, repeated and removed pieces.</summary>
internal static class Mutation
{
    private static readonly byte[][] Lies = [[0], [255], [127], [128], [0, 0], [255, 255], [0, 0, 0, 0], [255, 255, 255, 255], [255, 255, 255, 127], [127, 255, 255, 255], [0, 0, 1, 0]];

    public static byte[] Of(byte[] file, byte[] other, SplitMix64 random)
    {
        byte[] damaged = [.. file];
        int changes = 1 + random.Next(4);
        for (int i = 0; i < changes && damaged.Length > 0; i++)
        {
            damaged = Change(damaged, other, random);
        }

        return damaged;
    }

    private static byte[] Change(byte[] file, byte[] other, SplitMix64 random)
    {
        // Headers stand at the front; most of the damage goes there.
        int at = random.Next(2) == 0 ? random.Next(Math.Min(file.Length, 300)) : random.Next(file.Length);
        switch (random.Next(7))
        {
            case 0:
                return file[..at];
            case 1:
                return [.. file[..at], .. other[random.Next(other.Length)..]];
            case 2:
                int end = Math.Min(file.Length, at + 1 + random.Next(64));
                return [.. file[..end], .. file[at..]];
            case 3:
                return [.. file[..at], .. file[Math.Min(file.Length, at + 1 + random.Next(64))..]];
            case 4:
                byte[] lie = Lies[random.Next(Lies.Length)];
                lie.AsSpan(0, Math.Min(lie.Length, file.Length - at)).CopyTo(file.AsSpan(at));
                return file;
            default:
                file[at] ^= (byte)(1 << random.Next(8));
                return file;
        }
    }
}
