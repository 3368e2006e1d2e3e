using System.Numerics;

namespace MedClip.Evaluation;

/// <summary>
/// t-SNE (van der Maaten and Hinton 2008, https://jmlr.org/papers/v9/vandermaaten08a.html), exact: all pairs, vectorised, started from the first two principal
/// components, so that it needs no seed. The same points give the same plane, whatever the number of threads. Memory: 4 N² bytes.
/// </summary>
public sealed class Tsne
{
    private const int EarlySteps = 250, MostPoints = 20_000;

    private readonly TsneOptions options;

    /// <summary>Makes a t-SNE.</summary>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public Tsne(TsneOptions? options = null)
    {
        this.options = options ?? new TsneOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.Iterations, EarlySteps, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(this.options.Perplexity, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.EarlyExaggeration, 1, nameof(options));
    }

    /// <summary>Lays points out in a plane.</summary>
    /// <param name="points">4…20,000 points of at least two dimensions, more than three times the perplexity.</param>
    /// <param name="progress">Told the steps done.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">There are too few or too many points.</exception>
    public TsneResult Fit(Points points, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        int n = points.Count;
        if (n > MostPoints || n <= 3 * options.Perplexity || points.Dimensions < 2)
        {
            throw new ArgumentException(
                $"{n} points of {points.Dimensions} dimensions: exact t-SNE at perplexity {options.Perplexity} takes more than {3 * options.Perplexity} and at most {MostPoints} points of two or more dimensions. Take a sample, or another perplexity.",
                nameof(points));
        }

        float[] affinities = NeighborAffinities.Of(points, options.Perplexity, cancellation);
        var plane = new TsnePlane(affinities, Start(points));
        double rate = options.LearningRate ?? Math.Max(n / options.EarlyExaggeration / 4, 50);
        for (int step = 0; step < options.Iterations; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            bool early = step < EarlySteps;
            plane.Step(early ? options.EarlyExaggeration : 1, rate, early ? 0.5 : 0.8);
            progress?.Report(step + 1);
        }

        return new TsneResult(plane.ToPoints(), plane.Divergence());
    }

    // Scaled as scikit-learn does: the first coordinate has deviation 1e-4.
    private static (float[] X, float[] Y) Start(Points points)
    {
        Points plane = PrincipalComponents.Of(points, 2).Project(points);
        double squares = 0;
        for (int i = 0; i < plane.Count; i++)
        {
            squares += plane[i][0] * plane[i][0];
        }

        double scale = squares == 0 ? 0 : 1e-4 / Math.Sqrt(squares / plane.Count);
        int padded = (plane.Count + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        var (x, y) = (new float[padded], new float[padded]);
        for (int i = 0; i < plane.Count; i++)
        {
            (x[i], y[i]) = ((float)(plane[i][0] * scale), (float)(plane[i][1] * scale));
        }

        return (x, y);
    }
}
