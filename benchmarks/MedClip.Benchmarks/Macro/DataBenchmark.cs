namespace MedClip.Benchmarks.Macro;

/// <summary>The image chains and the loader, on films that the peer makes.</summary>
public static class DataBenchmark
{
    private const int SmallFilms = 64;

    /// <param name="films">More films to measure the chains on.</param>
    public static void Run(IEnumerable<string> films) => OnSmallFilms((peer, folder) =>
    {
        string large = Path.Combine(folder, "large.jpeg");
        peer.Measure("make2544x3056", large, 1);
        ImageChains.Measure([("390 × 320 JPEG", Path.Combine(folder, "000.jpg"), 20), ("2544 × 3056 JPEG", large, 2), .. films.Select(film => (Path.GetFileName(film), Path.GetFullPath(film), 10))], peer);
        Console.WriteLine();
        DataRuns.Measure(folder);
    });

    /// <summary>The training step alone, fed, and beside a decoder; nothing else.</summary>
    public static void RunStep() => OnSmallFilms((_, folder) => DataRuns.StepBesideLoader(folder));

    private static void OnSmallFilms(Action<PythonPeer, string> measure)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "peer", "image_chain.py");
        using PythonPeer? peer = PythonPeer.TryStart(script);
        if (peer is null)
        {
            return;
        }

        string folder = Directory.CreateTempSubdirectory("medclip-bench-").FullName;
        try
        {
            for (int i = 0; i < SmallFilms; i++)
            {
                peer.Measure("make390x320", Path.Combine(folder, $"{i:D3}.jpg"), i);
            }

            measure(peer, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
