namespace MedClip.Training;

/// <summary>
/// The folder of a run: <c>config.json</c> (all options, defaults included), <c>environment.json</c>, <c>log.jsonl</c>, and
/// <c>checkpoints/</c> with <c>last</c>, <c>previous</c>, <c>best</c> and <c>epoch-N</c>, and <c>tensorboard/</c>.
/// </summary>
public sealed class RunFolder
{
    // These change how a run is carried out, not what it computes.
    private static readonly string[] MayDiffer =
    [
        "sampling.loaderThreads", "sampling.prefetch", "sampling.cacheMegabytes", "checkpoint.everyEpochs", "checkpoint.everySteps",
        "checkpoint.keepEveryEpochs", "distributed.bucketMegabytes", "checkpoint.keepAtMost", "checkpoint.keepPrevious", "checkpoint.filmGate", "tensorBoard",
    ];

    private RunFolder(string path, bool resumes) => (Path, Resumes) = (path, resumes);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Whether the run goes on from its last checkpoint where there is one.</summary>
    public bool Resumes { get; }

    /// <summary>The newest state.</summary>
    public string LastCheckpoint => Checkpoint("last");

    /// <summary>The newest state while it takes the place of "last".</summary>
    internal string NextCheckpoint => Checkpoint("next");

    /// <summary>The "last" before the last.</summary>
    public string PreviousCheckpoint => Checkpoint("previous");

    /// <summary>Where to look for a state to go on from, in order.</summary>
    internal IReadOnlyList<string> ResumeOrder => [LastCheckpoint, NextCheckpoint, PreviousCheckpoint];

    /// <summary>TensorBoard event files.</summary>
    public string TensorBoardFolder => System.IO.Path.Combine(Path, "tensorboard");

    /// <summary>The state with the best validation metric.</summary>
    public string BestCheckpoint => Checkpoint("best");

    /// <summary>All options, defaults included.</summary>
    public string ConfigFile => System.IO.Path.Combine(Path, "config.json");

    /// <summary>Versions, processor, seed, data.</summary>
    public string EnvironmentFile => System.IO.Path.Combine(Path, "environment.json");

    /// <summary>One line a step and a validation.</summary>
    public string LogFile => System.IO.Path.Combine(Path, "log.jsonl");

    /// <summary>Opens a folder for a run and writes its configuration.</summary>
    /// <param name="path">The folder; made when missing.</param>
    /// <param name="options">The run's options.</param>
    /// <param name="resume">Whether to go on with a run that is there; where none is, it starts from the beginning.</param>
    /// <exception cref="InvalidInputException">
    /// A run is there and is not to be resumed, or it has other options; the message lists the differences.
    /// </exception>
    public static RunFolder Open(string path, TrainingOptions options, bool resume)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        var run = new RunFolder(path, resume);
        if (File.Exists(path))
        {
            throw InvalidInputException.At(path, null, "is a file; a run needs a folder.");
        }

        if (File.Exists(run.ConfigFile))
        {
            if (!resume)
            {
                throw InvalidInputException.At(path, null, "holds a run already.", "Resume it (--resume) or name another folder.");
            }

            CheckSame(path, TrainingOptionsJson.Load(run.ConfigFile), options);
        }

        Directory.CreateDirectory(path);
        AtomicFile.WriteText(run.ConfigFile, TrainingOptionsJson.Write(options) + "\n");
        return run;
    }

    /// <summary>The checkpoint of an epoch.</summary>
    /// <param name="epoch">Epochs completed.</param>
    public string EpochCheckpoint(int epoch) => Checkpoint($"epoch-{epoch}");

    /// <summary>Puts the newest state in the place of "last", and "last" in that of "previous". Whole at any moment: one of the three names holds a whole state.</summary>
    /// <param name="keepLast">False drops "last", e.g. because it is damaged.</param>
    internal void Promote(bool keepLast)
    {
        if (Directory.Exists(LastCheckpoint))
        {
            string gone = keepLast ? PreviousCheckpoint : LastCheckpoint;
            if (Directory.Exists(gone))
            {
                Directory.Delete(gone, recursive: true);
            }

            if (keepLast)
            {
                Directory.Move(LastCheckpoint, PreviousCheckpoint);
            }
        }

        Directory.Move(NextCheckpoint, LastCheckpoint);
    }

    /// <summary>Deletes all but the newest of the kept epochs.</summary>
    /// <param name="count">How many stay; 0 for all.</param>
    internal void KeepNewestEpochs(int count)
    {
        string folder = System.IO.Path.GetDirectoryName(LastCheckpoint)!;
        if (count == 0 || !Directory.Exists(folder))
        {
            return;
        }

        IEnumerable<string> old = Directory.EnumerateDirectories(folder, "epoch-*")
            .Select(path => (path, number: int.TryParse(System.IO.Path.GetFileName(path).AsSpan("epoch-".Length), out int number) ? number : -1))
            .Where(epoch => epoch.number >= 0)
            .OrderByDescending(epoch => epoch.number).Skip(count).Select(epoch => epoch.path);
        foreach (string path in old.ToList())
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private string Checkpoint(string name) => System.IO.Path.Combine(Path, "checkpoints", name);

    private static void CheckSame(string path, TrainingOptions before, TrainingOptions now)
    {
        string[] differences =
        [
            .. TrainingOptionsKeys.All.Except(MayDiffer)
                .Select(key => (key, before: TrainingOptionsKeys.Text(before, key), now: TrainingOptionsKeys.Text(now, key)))
                .Where(option => option.before != option.now)
                .Select(option => $"{option.key} was {option.before}, now {option.now}"),
        ];
        if (differences.Length > 0)
        {
            throw InvalidInputException.At(
                path, null, $"the run there has other options: {string.Join("; ", differences)}.",
                "Resume with the same options, or start in another folder.");
        }
    }
}
