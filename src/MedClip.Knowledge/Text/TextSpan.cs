namespace MedClip.Knowledge;

/// <summary>A stretch of a text, in UTF-16 characters.</summary>
/// <param name="Start">Offset of the first character.</param>
/// <param name="Length">Number of characters.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>Offset just behind the last character.</summary>
    public int End => Start + Length;

    /// <summary>The characters of this stretch.</summary>
    /// <param name="text">The text that the span was taken from.</param>
    public string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Substring(Start, Length);
    }

    internal ReadOnlySpan<char> AsSpan(string text) => text.AsSpan(Start, Length);

    /// <summary>The span from one offset to another.</summary>
    /// <param name="start">Offset of the first character.</param>
    /// <param name="end">Offset just behind the last.</param>
    public static TextSpan Between(int start, int end) => new(start, end - start);
}
