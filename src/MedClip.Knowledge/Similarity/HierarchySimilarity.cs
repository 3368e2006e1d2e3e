namespace MedClip.Knowledge;

/// <summary>
/// Another measure that knows which findings are related: a present finding also counts, less and less, as each of its ancestors, so that
/// edema is more like consolidation (both are opacities) than like a fracture. Only presence is passed on: who denies edema does not deny opacities.
/// </summary>
public sealed class HierarchySimilarity : ILabelSimilarity
{
    private readonly ILabelSimilarity measure;
    private readonly (int Finding, int Component, double Share)[] paths;
    private readonly int width;
    private readonly int widened;

    /// <summary>Creates a measure.</summary>
    /// <param name="measure">The measure that is applied to the widened vectors.</param>
    /// <param name="findings">The findings that label vectors stand for.</param>
    /// <param name="hierarchy">How they are related; null for <see cref="FindingHierarchy.CheXpert"/>.</param>
    /// <param name="decay">What a finding counts as its parent, in (0, 1); as its grandparent, the square of it.</param>
    public HierarchySimilarity(ILabelSimilarity measure, FindingSet findings, FindingHierarchy? hierarchy = null, double decay = 0.5)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(findings);
        if (decay is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(decay), decay, "The share that a parent gets must lie between 0 and 1.");
        }

        hierarchy ??= FindingHierarchy.CheXpert;
        (this.measure, width) = (measure, findings.Count);
        var components = findings.Select((finding, i) => (finding, i)).ToDictionary(pair => pair.finding, pair => pair.i);
        var all = new List<(int, int, double)>();
        for (int i = 0; i < findings.Count; i++)
        {
            double share = 1;
            foreach (Finding ancestor in hierarchy.AncestorsOf(findings[i]))
            {
                share *= decay;
                components.TryAdd(ancestor, components.Count);
                all.Add((i, components[ancestor], share));
            }
        }

        (paths, widened) = ([.. all], components.Count);
    }

    /// <inheritdoc/>
    public void Compute(ReadOnlySpan<double> images, ReadOnlySpan<double> texts, int width, Span<double> similarity)
    {
        if (width != this.width)
        {
            throw new ArgumentException($"The hierarchy is over {this.width} findings, not {width}.", nameof(width));
        }

        measure.Compute(Widened(images), Widened(texts), widened, similarity);
    }

    private double[] Widened(ReadOnlySpan<double> vectors)
    {
        int rows = vectors.Length / width;
        var wide = new double[rows * widened];
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<double> vector = vectors.Slice(row * width, width);
            Span<double> target = wide.AsSpan(row * widened, widened);
            vector.CopyTo(target);
            foreach ((int finding, int component, double share) in paths)
            {
                target[component] = vector[finding] > 0 ? Math.Max(target[component], share * vector[finding]) : target[component];
            }
        }

        return wide;
    }
}
