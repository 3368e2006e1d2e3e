namespace MedClip.Models;

/// <summary>Swin's relative positions within a window.</summary>
internal static class RelativePositions
{
    /// <summary>For each pair of tokens of a window, the row of the bias table: row distance times (2w − 1) plus column distance.</summary>
    /// <param name="window">Edge w of a window in tokens.</param>
    /// <returns>w²·w² numbers.</returns>
    public static long[] Index(int window)
    {
        int count = window * window;
        var index = new long[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                int rows = (i / window) - (j / window) + window - 1;
                int columns = (i % window) - (j % window) + window - 1;
                index[(i * count) + j] = (rows * ((2 * window) - 1)) + columns;
            }
        }

        return index;
    }
}
