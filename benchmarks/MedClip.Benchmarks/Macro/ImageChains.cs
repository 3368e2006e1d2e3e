using MedClip.Benchmarks.Peers;
using MedClip.Benchmarks.Results;
using MedClip.Data;

namespace MedClip.Benchmarks.Macro;

/// <summary>Our image chain against the reference's and a plain OpenCV one, on one thread each, in turn, by the processor time of each process.</summary>
internal static class ImageChains
{
    private const int Turns = 4;

    /// <summary>Measures a film.</summary>
    /// <param name="results">Takes the rows.</param>
    /// <param name="film">How its rows are called: <c>small</c>, <c>large</c>; another film's figures are only said.</param>
    /// <param name="file">The film.</param>
    /// <param name="count">How often it is read in a turn.</param>
    /// <param name="peer">The peer.</param>
    public static void Measure(ResultRows results, string film, string file, int count, Worker peer)
    {
        var chains = new Chains(file);
        foreach ((string row, string chain, Action<int> ours) in ((string, string, Action<int>)[])
            [("training", "training", chains.Training), ("cached", "training", chains.Cached), ("evaluation", "evaluation", chains.Exact),
                ("opencv", "opencv", chains.Training), ("opencv-reduced", "opencv_reduced", chains.Training)])
        {
            (Series ratio, string note) = Compare(results.Effort, peer, file, count, chain, ours);
            string id = $"data/{film}-{row}";
            if (Goals.Find(id) is null)
            {
                results.Say(FormattableString.Invariant($"{film}, {row}: {ratio.Median:0.00}× ({ratio.Least:0.00} to {ratio.Most:0.00}); {note}"));
            }
            else
            {
                results.Add(id, ratio, note);
            }
        }
    }

    private static (Series Ratio, string Note) Compare(Effort effort, Worker peer, string file, int count, string chain, Action<int> ours)
    {
        (int rounds, int turns) = (effort.Of(7, 1), effort.Of(Turns, 1));
        peer.Ask($"{chain}\t{file}\t1");
        if (!effort.Quick)
        {
            // The run-time compiles a method well only after thirty calls and a pause; its own methods, which come compiled, after twice that.
            for (int i = 0; i < 3; i++)
            {
                ours(40);
                Thread.Sleep(300);
            }
        }

        ours(effort.Of(10, 1));
        double[] ratios = new double[rounds], mine = new double[rounds], theirs = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            // In short turns: a machine that slows down slows both. Processor time: what else runs on the machine does not count.
            for (int turn = 0; turn < turns; turn++)
            {
                theirs[round] += peer.Ask($"{chain}\t{file}\t{count}") / turns;
                mine[round] += Results.Turns.Processor(() => ours(count)) / count / turns;
            }

            ratios[round] = theirs[round] / mine[round];
        }

        return (Series.Of(ratios), FormattableString.Invariant($"ours {Series.Of(mine).Median:0.00} ms, the other {Series.Of(theirs).Median:0.00} ms"));
    }

    private sealed class Chains(string file)
    {
        private readonly ImageReader reader = new();
        private readonly ImagePreprocessor preprocessor = new(new PreprocessingSpec());
        private readonly ImagePreprocessor exact = new(new PreprocessingSpec { Path = PreprocessingPath.Evaluation });
        private readonly float[] target = new float[224 * 224];
        private PixelImage? film;

        public void Training(int count)
        {
            for (int i = 0; i < count; i++)
            {
                Augment(reader.ReadWorkingFilm(file, preprocessor), i);
            }
        }

        public void Cached(int count)
        {
            film ??= reader.ReadWorkingFilm(file, preprocessor);
            for (int i = 0; i < count; i++)
            {
                Augment(film, i);
            }
        }

        public void Exact(int count)
        {
            for (int i = 0; i < count; i++)
            {
                exact.Normalise(reader.ReadModelInput(file, exact), target);
            }
        }

        private void Augment(PixelImage working, int place) => preprocessor.Augment(
            working, AugmentationSpec.Paper, AugmentationDraw.Draw(AugmentationSpec.Paper, new SeedSequence(1).At(place)), target);
    }
}
