namespace MedClip.Models;

/// <summary>How CLIP numbers and spells the 256 bytes: printable ones first and as themselves, the others by letters from U+0100 on.</summary>
internal static class ClipAlphabet
{
    /// <summary>How many bytes there are.</summary>
    public const int Bytes = 256;

    /// <summary>The id of each byte within a word; that of the last byte of a word is <see cref="Bytes"/> higher.</summary>
    public static int[] Ids()
    {
        var ids = new int[Bytes];
        int next = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            for (int b = 0; b < Bytes; b++)
            {
                if (IsPrintable(b) == (pass == 0))
                {
                    ids[b] = next++;
                }
            }
        }

        return ids;
    }

    /// <summary>The letter that stands for each byte in the merges.</summary>
    public static char[] Letters()
    {
        var letters = new char[Bytes];
        int next = Bytes;
        for (int b = 0; b < Bytes; b++)
        {
            letters[b] = IsPrintable(b) ? (char)b : (char)next++;
        }

        return letters;
    }

    private static bool IsPrintable(int b) => b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
}
