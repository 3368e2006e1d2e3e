namespace MedClip;

/// <summary>
/// What a picture looks like at 32 × 32, without regard to brightness and contrast: the coarse pattern of light and dark by rank (cosine transform), smoothness, symmetry, directions of edges, and how
/// many grey levels there are.
/// </summary>
public static class FilmGateFeatures
{
    private const int Side = FilmGate.Side, Pixels = Side * Side, Waves = 6, Directions = 8, Levels = 32, Others = 22;

    private static readonly float[] Cosines = MakeCosines();

    /// <summary>The number of features.</summary>
    public static int Count => (Waves * Waves) - 1 + Others;

    /// <summary>Computes the features.</summary>
    /// <param name="thumbnail">32 × 32 grey levels, row by row, 0 = black.</param>
    /// <param name="features">Receives <see cref="Count"/> numbers.</param>
    /// <exception cref="ArgumentException">A length is another.</exception>
    public static void Write(ReadOnlySpan<byte> thumbnail, Span<float> features)
    {
        if (thumbnail.Length != Pixels || features.Length != Count)
        {
            throw new ArgumentException($"{thumbnail.Length} pixels and {features.Length} features; {Pixels} and {Count} are needed.", nameof(thumbnail));
        }

        Span<float> ranks = stackalloc float[Pixels];
        Rank(thumbnail, ranks);
        int next = WriteWaves(ranks, features);
        next = WriteSmoothness(ranks, features, next);
        next = WriteSymmetry(ranks, features, next);
        next = WriteEdges(thumbnail, features, next);
        WriteLevels(thumbnail, features, next);
    }

    // Ranks from −1 to 1; pixels of one level share the middle of theirs.
    private static void Rank(ReadOnlySpan<byte> pixels, Span<float> ranks)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (byte pixel in pixels)
        {
            counts[pixel]++;
        }

        Span<float> ofLevel = stackalloc float[256];
        int below = 0;
        for (int level = 0; level < 256; level++)
        {
            ofLevel[level] = ((below + (counts[level] / 2f)) / Pixels * 2) - 1;
            below += counts[level];
        }

        for (int i = 0; i < Pixels; i++)
        {
            ranks[i] = ofLevel[pixels[i]];
        }
    }

    private static int WriteWaves(ReadOnlySpan<float> ranks, Span<float> features)
    {
        Span<float> rows = stackalloc float[Side * Waves];
        for (int y = 0; y < Side; y++)
        {
            for (int u = 0; u < Waves; u++)
            {
                float sum = 0;
                for (int x = 0; x < Side; x++)
                {
                    sum += ranks[(y * Side) + x] * Cosines[(u * Side) + x];
                }

                rows[(y * Waves) + u] = sum;
            }
        }

        int next = 0;
        for (int v = 0; v < Waves; v++)
        {
            for (int u = v == 0 ? 1 : 0; u < Waves; u++)
            {
                float sum = 0;
                for (int y = 0; y < Side; y++)
                {
                    sum += rows[(y * Waves) + u] * Cosines[(v * Side) + y];
                }

                features[next++] = sum / Side;
            }
        }

        return next;
    }

    // How much of the variance is left in means of 2 x 2, 4 x 4 and 8 x 8 pixels.
    private static int WriteSmoothness(ReadOnlySpan<float> ranks, Span<float> features, int next)
    {
        float all = Variance(ranks);
        foreach (int block in (ReadOnlySpan<int>)[2, 4, 8])
        {
            int side = Side / block;
            Span<float> means = new float[side * side];
            for (int i = 0; i < Pixels; i++)
            {
                means[(i / Side / block * side) + (i % Side / block)] += ranks[i] / (block * block);
            }

            features[next++] = all > 0 ? Variance(means) / all : 0;
        }

        return next;
    }

    // Correlation with the picture mirrored left to right, upside down, and across its diagonal.
    private static int WriteSymmetry(ReadOnlySpan<float> ranks, Span<float> features, int next)
    {
        float sideways = 0, upsideDown = 0, across = 0, all = 0;
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                float value = ranks[(y * Side) + x];
                all += value * value;
                sideways += value * ranks[(y * Side) + Side - 1 - x];
                upsideDown += value * ranks[((Side - 1 - y) * Side) + x];
                across += value * ranks[(x * Side) + y];
            }
        }

        foreach (float sum in (ReadOnlySpan<float>)[sideways, upsideDown, across])
        {
            features[next++] = all > 0 ? sum / all : 0;
        }

        return next;
    }

    private static int WriteEdges(ReadOnlySpan<byte> pixels, Span<float> features, int next)
    {
        Span<float> directions = stackalloc float[Directions];
        directions.Clear();
        float sum = 0, squares = 0, flat = 0;
        for (int y = 1; y < Side - 1; y++)
        {
            for (int x = 1; x < Side - 1; x++)
            {
                int at = (y * Side) + x;
                float dx = pixels[at + 1] - pixels[at - 1], dy = pixels[at + Side] - pixels[at - Side], size = MathF.Sqrt((dx * dx) + (dy * dy));
                float angle = MathF.Atan2(dy, dx) / MathF.PI;   // −1 … 1; a direction and its opposite are one
                int bin = (int)((angle < 0 ? angle + 1 : angle) * Directions) % Directions;
                directions[bin] += size;
                sum += size;
                squares += size * size;
                flat += size <= 2 ? 1 : 0;
            }
        }

        const float Inner = (Side - 2) * (Side - 2);
        foreach (float share in directions)
        {
            features[next++] = sum > 0 ? share / sum : 1f / Directions;
        }

        float spread = MathF.Sqrt(Variance(pixels));
        features[next++] = spread > 0 ? sum / Inner / spread : 0;
        features[next++] = sum > 0 ? MathF.Log(squares * Inner / (sum * sum)) : 0;
        features[next++] = flat / Inner;
        return next;
    }

    private static void WriteLevels(ReadOnlySpan<byte> pixels, Span<float> features, int next)
    {
        byte low = 255, high = 0;
        float mean = 0;
        foreach (byte pixel in pixels)
        {
            (low, high, mean) = (Math.Min(low, pixel), Math.Max(high, pixel), mean + ((float)pixel / Pixels));
        }

        Span<float> shares = stackalloc float[Levels];
        shares.Clear();
        float spread = MathF.Sqrt(Variance(pixels)) + 1e-3f, third = 0, fourth = 0;
        foreach (byte pixel in pixels)
        {
            shares[Math.Min(Levels - 1, (pixel - low) * Levels / Math.Max(1, high - low))] += 1f / Pixels;
            float z = (pixel - mean) / spread;
            (third, fourth) = (third + (z * z * z / Pixels), fourth + (z * z * z * z / Pixels));
        }

        float entropy = 0, most = 0, second = 0;
        foreach (float share in shares)
        {
            entropy -= share > 0 ? share * MathF.Log2(share) : 0;
            (most, second) = share > most ? (share, most) : (most, Math.Max(second, share));
        }

        foreach (float value in (ReadOnlySpan<float>)[entropy, most, second, third, MathF.Log(fourth + 1e-3f)])
        {
            features[next++] = value;
        }
    }

    private static float Variance(ReadOnlySpan<float> values)
    {
        double sum = 0, squares = 0;
        foreach (float value in values)
        {
            (sum, squares) = (sum + value, squares + ((double)value * value));
        }

        return (float)Math.Max(0, (squares / values.Length) - (sum / values.Length * (sum / values.Length)));
    }

    private static float Variance(ReadOnlySpan<byte> values)
    {
        double sum = 0, squares = 0;
        foreach (byte value in values)
        {
            (sum, squares) = (sum + value, squares + ((double)value * value));
        }

        return (float)Math.Max(0, (squares / values.Length) - (sum / values.Length * (sum / values.Length)));
    }

    private static float[] MakeCosines()
    {
        var cosines = new float[Waves * Side];
        for (int u = 0; u < Waves; u++)
        {
            for (int x = 0; x < Side; x++)
            {
                cosines[(u * Side) + x] = MathF.Cos(MathF.PI * u * (x + 0.5f) / Side);
            }
        }

        return cosines;
    }
}
