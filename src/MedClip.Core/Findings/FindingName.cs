namespace MedClip;

/// <summary>How names of findings are compared: letters and digits only, without regard to case.</summary>
public static class FindingName
{
    /// <summary>The letters and digits of a name in lower case: "Pleural_Effusion" becomes "pleuraleffusion".</summary>
    /// <param name="name">Any name; may be empty.</param>
    public static string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<char> buffer = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        int length = 0;
        foreach (char c in name)
        {
            if (char.IsLetterOrDigit(c))
            {
                buffer[length++] = char.ToLowerInvariant(c);
            }
        }

        return new string(buffer[..length]);
    }

    /// <summary>Whether two names agree without regard to case, spaces and punctuation.</summary>
    /// <param name="left">A name.</param>
    /// <param name="right">Another name.</param>
    public static bool Equal(string left, string right) => Normalize(left) == Normalize(right);
}
