using System.Globalization;

namespace MedClip.Knowledge;

/// <summary>Concept identifiers of the UMLS: the letter C and seven digits.</summary>
internal static class Cui
{
    /// <summary>How many identifiers there can be.</summary>
    public const int Count = 10_000_000;

    public static bool IsWellFormed(ReadOnlySpan<char> text) => text.Length == 8 && text[0] == 'C' && text[1..].IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>The number behind the letter, or −1.</summary>
    public static int Number(ReadOnlySpan<byte> text)
    {
        if (text.Length != 8 || text[0] != 'C')
        {
            return -1;
        }

        int number = 0;
        foreach (byte digit in text[1..])
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    /// <summary>The number behind the letter of a well-formed identifier.</summary>
    public static int Number(string text) => int.Parse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);

    public static string Text(int number) => string.Create(CultureInfo.InvariantCulture, $"C{number:0000000}");
}
