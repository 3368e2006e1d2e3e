namespace MedClip.Knowledge;

/// <summary>Compares texts without regard to case and to the kind and amount of white space.</summary>
internal static class SameWords
{
    public static bool Are(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (true)
        {
            bool leftSpace = SkipSpace(ref left), rightSpace = SkipSpace(ref right);
            if (left.IsEmpty || right.IsEmpty)
            {
                return left.IsEmpty && right.IsEmpty;
            }

            if (leftSpace != rightSpace || char.ToLowerInvariant(left[0]) != char.ToLowerInvariant(right[0]))
            {
                return false;
            }

            left = left[1..];
            right = right[1..];
        }
    }

    private static bool SkipSpace(ref ReadOnlySpan<char> text)
    {
        int before = text.Length;
        text = text.TrimStart();
        return text.Length < before;
    }
}
