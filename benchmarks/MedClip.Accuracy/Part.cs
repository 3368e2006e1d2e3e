using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace MedClip.Accuracy;

/// <summary>Which part of a set a text belongs to: a third, chosen by the text's own hash, is set aside and its errors are never shown.</summary>
internal enum Part
{
    /// <summary>The two thirds that rules may be written from.</summary>
    Tune,

    /// <summary>The third that is scored and not read.</summary>
    HeldOut,
}

/// <summary>Assigns texts to parts.</summary>
internal static partial class SetAside
{
    /// <summary>A text's wording without regard to case and spaces, so that repeats of a text fall into the same part.</summary>
    public static string Wording(string text) => Spaces().Replace(text, " ").Trim().ToLowerInvariant();

    public static Part PartOf(string text) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(Wording(text)))[0] % 3 == 0 ? Part.HeldOut : Part.Tune;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
