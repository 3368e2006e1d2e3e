namespace MedClip.Data;

/// <summary>A look-up table of DICOM (PS3.3 C.11.1.1): values outside take the end entries.</summary>
internal sealed class LookupTable
{
    private readonly ushort[] entries;
    private readonly int first;

    private LookupTable(ushort[] entries, int first, int bits)
    {
        this.entries = entries;
        this.first = first;
        Bits = bits;
    }

    /// <summary>Bits of an entry: its range is 0…2^Bits − 1.</summary>
    public int Bits { get; }

    public int Count => entries.Length;

    public int First => first;

    public double Apply(double value) => entries[(int)Math.Clamp(value - first, 0, entries.Length - 1)];

    public int Entry(int value) => entries[Math.Clamp(value - first, 0, entries.Length - 1)];

    /// <summary>Makes a table of a descriptor and data.</summary>
    /// <param name="words">Entries, first value, bits, whether the first is signed; then the data.</param>
    /// <param name="isSigned">Whether pixels are signed, and with them the first value.</param>
    /// <param name="what">Its name in warnings.</param>
    /// <param name="warnings">Receives what is odd.</param>
    /// <returns>The table, or null when it cannot be used.</returns>
    public static LookupTable? Create(ReadOnlySpan<ushort> words, bool isSigned, string what, List<string> warnings)
    {
        int claimed = words[0] == 0 ? 65536 : words[0];
        int first = words[3] != 0 || isSigned ? (short)words[1] : words[1];
        int bits = words[2];
        ReadOnlySpan<ushort> data = words[4..];
        if (bits is < 1 or > 16 || data.IsEmpty)
        {
            warnings.Add($"{what} claims entries of {bits} bits and is passed over");
            return null;
        }

        ushort[] entries = data.ToArray();
        if (bits <= 8 && entries.Length * 2 is var packed && packed >= claimed && packed <= claimed + 1 && entries.Length < claimed)
        {
            entries = Unpack(data, claimed);
        }

        if (entries.Length != claimed)
        {
            warnings.Add($"{what} claims {claimed} entries and holds {entries.Length}; {(entries.Length > claimed ? "the first are used" : "values beyond take the last")}");
            entries = entries.Length > claimed ? entries[..claimed] : entries;
        }

        int top = (1 << bits) - 1;
        if (entries.AsSpan().IndexOfAnyInRange((ushort)Math.Min(top + 1, 65535), ushort.MaxValue) >= 0 && top < 65535)
        {
            warnings.Add($"{what} holds entries beyond its {bits} bits; they are cut to the largest");
            foreach (ref ushort entry in entries.AsSpan())
            {
                entry = Math.Min(entry, (ushort)top);
            }
        }

        return new LookupTable(entries, first, bits);
    }

    private static ushort[] Unpack(ReadOnlySpan<ushort> words, int count)
    {
        var entries = new ushort[count];
        for (int i = 0; i < count; i++)
        {
            entries[i] = (ushort)((words[i / 2] >> (i % 2 * 8)) & 255);
        }

        return entries;
    }
}
