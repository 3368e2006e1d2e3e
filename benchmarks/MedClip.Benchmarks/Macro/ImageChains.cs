using MedClip.Data;

namespace MedClip.Benchmarks.Macro;

/// <summary>Our image chain against the reference's and a plain OpenCV one, on one thread each, in turn, by the processor time of each process.</summary>
public static class ImageChains
{
    private const int Rounds = 7;
    private const int Turns = 4;

    /// <summary>Prints a table of ratios.</summary>
    /// <param name="films">A name, the file, and how often it is read in a round.</param>
    /// <param name="peer">The peer.</param>
    public static void Measure(IReadOnlyList<(string Name, string File, int Count)> films, PythonPeer peer)
    {
        Console.WriteLine("| film | ours, ms | peer | peer, ms | peer ÷ ours (median of rounds) |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach ((string name, string file, int count) in films)
        {
            var chains = new Chains(file);
            Compare(peer, name, file, count, "training", "released code, training", chains.Training);
            Compare(peer, name + ", cached", file, count, "training", "released code, training", chains.Cached);
            Compare(peer, name, file, count, "evaluation", "released code, evaluation (bit-exact)", chains.Exact);
            Compare(peer, name, file, count, "opencv", "plain OpenCV", chains.Training);
            Compare(peer, name, file, count, "opencv_reduced", "plain OpenCV, decoded at 1/8", chains.Training);
        }
    }

    private static void Compare(PythonPeer peer, string name, string file, int count, string chain, string label, Action<int> ours)
    {
        peer.Measure(chain, file, 2);

        // The run-time compiles a method well only after thirty calls and a pause.
        ours(40);
        Thread.Sleep(300);
        ours(10);
        var ratios = new double[Rounds];
        var mine = new double[Rounds];
        var theirs = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            // In short turns: a machine that slows down slows both. Processor time: what else runs on the machine does not count.
            for (int turn = 0; turn < Turns; turn++)
            {
                theirs[round] += peer.Measure(chain, file, count) / Turns;
                TimeSpan start = Environment.CpuUsage.TotalTime;
                ours(count);
                mine[round] += (Environment.CpuUsage.TotalTime - start).TotalMilliseconds / count / Turns;
            }

            ratios[round] = theirs[round] / mine[round];
        }

        Console.WriteLine($"| {name} | {Median(mine):0.00} | {label} | {Median(theirs):0.00} | {Median(ratios):0.0}× |");
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

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
