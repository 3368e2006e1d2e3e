namespace MedClip.Models;

/// <summary>How a square map of tokens is cut into windows, after it was shifted up and left (Swin, section 3.2).</summary>
/// <param name="Size">Edge of the map in tokens.</param>
/// <param name="Window">Edge of a window in tokens.</param>
/// <param name="Shift">By how many tokens the map is shifted; 0 for none.</param>
internal readonly record struct WindowLayout(int Size, int Window, int Shift)
{
    /// <summary>The edge, filled up to whole windows.</summary>
    public int Padded => (Size + Window - 1) / Window * Window;

    /// <summary>Windows along an edge.</summary>
    public int Across => Padded / Window;

    /// <summary>Tokens of a window, T.</summary>
    public int Tokens => Window * Window;

    /// <summary>For each token of each window, the token of the map that it is; the map must be whole windows.</summary>
    /// <returns>(windows, T).</returns>
    public int[,] Index()
    {
        WindowLayout own = this;
        return Table((row, column) => ((row + own.Shift) % own.Size * own.Size) + ((column + own.Shift) % own.Size));
    }

    /// <summary>For each token of each window, the part of the film that it comes from: tokens of different parts must not see each other.</summary>
    /// <returns>(windows, T).</returns>
    public int[,] Regions()
    {
        WindowLayout own = this;
        return Table((row, column) => (3 * own.Side(row)) + own.Side(column));
    }

    /// <summary>What is added to the scores of a window's tokens: 0 within a region, else what the softmax turns into exactly 0 (the reference's −100 makes slow denormals).</summary>
    /// <returns>(windows, T, T).</returns>
    public float[,,] Mask()
    {
        int[,] regions = Regions();
        var mask = new float[Across * Across, Tokens, Tokens];
        for (int w = 0; w < Across * Across; w++)
        {
            for (int i = 0; i < Tokens; i++)
            {
                for (int j = 0; j < Tokens; j++)
                {
                    mask[w, i, j] = regions[w, i] == regions[w, j] ? 0 : -1e30f;
                }
            }
        }

        return mask;
    }

    private int Side(int position) => position < Padded - Window ? 0 : position < Padded - Shift ? 1 : 2;

    private int[,] Table(Func<int, int, int> of)
    {
        var table = new int[Across * Across, Tokens];
        for (int w = 0; w < Across * Across; w++)
        {
            for (int t = 0; t < Tokens; t++)
            {
                table[w, t] = of((w / Across * Window) + (t / Window), (w % Across * Window) + (t % Window));
            }
        }

        return table;
    }
}
