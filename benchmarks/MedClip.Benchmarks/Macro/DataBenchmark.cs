using MedClip.Benchmarks.Peers;
using MedClip.Benchmarks.Results;
using MedClip.Data;

namespace MedClip.Benchmarks.Macro;

/// <summary><c>./build.sh bench data [FILM…]</c>: the image chains and the loader, on films that the peer makes; <c>bench step</c>: a training step beside the loader alone.</summary>
internal static class DataBenchmark
{
    private const int SmallFilms = 64;

    /// <param name="results">Takes the rows.</param>
    /// <param name="films">More films to measure the chains on.</param>
    /// <exception cref="InvalidInputException">One of them is missing or no whole picture; nothing was measured.</exception>
    public static void Run(ResultRows results, string[] films)
    {
        var reader = new ImageReader();
        var preprocessor = new ImagePreprocessor(new PreprocessingSpec());
        Array.ForEach(films, film => reader.ReadWorkingFilm(film, preprocessor));
        OnSmallFilms(results, "data", (peer, folder) =>
        {
            string large = Path.Combine(folder, "large.jpeg");
            peer.Ask($"make{results.Effort.Of("2544x3056", "400x500")}\t{large}\t1");
            ImageChains.Measure(results, "small", Path.Combine(folder, "000.jpg"), results.Effort.Of(20, 1), peer);
            ImageChains.Measure(results, "large", large, results.Effort.Of(2, 1), peer);
            foreach (string film in films)
            {
                ImageChains.Measure(results, Path.GetFileName(film), Path.GetFullPath(film), results.Effort.Of(10, 1), peer);
            }

            DataRuns.LoaderMemory(results, folder);
        });
        DataRuns.LabelMatching(results);
        DataRuns.NearDuplicates(results);
        DicomRuns.Measure(results);
    }

    /// <summary>The training step alone, fed, and beside a decoder; nothing else.</summary>
    public static void RunStep(ResultRows results) => OnSmallFilms(results, "step", (_, folder) => DataRuns.StepBesideLoader(results, folder));

    private static void OnSmallFilms(ResultRows results, string mode, Action<Worker, string> measure)
    {
        if (Python.With("torch", "torchvision", "PIL", "cv2") is not { } python)
        {
            string[] withoutFilms = ["data/label-matching", "data/near-duplicates"];
            foreach (Goal goal in Goals.OfMode(mode).Where(goal => !withoutFilms.Contains(goal.Id) && !goal.Id.StartsWith("data/dicom", StringComparison.Ordinal)))
            {
                results.Skip(goal.Id, "Python's libraries are missing (Debian: python3-pil, python3-torchvision, python3-opencv)");
            }

            return;
        }

        using Worker peer = Worker.Start(python, [Python.Script("image_chain.py")]);
        string folder = Directory.CreateTempSubdirectory("medclip-bench-").FullName;
        try
        {
            for (int i = 0; i < results.Effort.Of(SmallFilms, 4); i++)
            {
                peer.Ask($"make390x320\t{Path.Combine(folder, $"{i:D3}.jpg")}\t{i}");
            }

            measure(peer, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
