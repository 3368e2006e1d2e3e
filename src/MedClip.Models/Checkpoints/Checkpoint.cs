using System.Globalization;

namespace MedClip.Models;

/// <summary>
/// A checkpoint is a folder: <c>model.safetensors</c>, <c>manifest.json</c>, <c>vocab.txt</c>, and whatever a trainer puts beside them.
/// Saved as a whole or not at all; read with every key and hash checked.
/// </summary>
public static class Checkpoint
{
    /// <summary>The weights' file.</summary>
    public const string WeightsFile = "model.safetensors";

    /// <summary>The manifest's file; written last, so that a folder that has it is complete.</summary>
    public const string ManifestFile = "manifest.json";

    /// <summary>The vocabulary's file.</summary>
    public const string VocabularyFile = "vocab.txt";

    private static readonly string[] PreferredNames = ["best", "last", "next", "previous"];

    /// <summary>Saves a checkpoint; a process killed at any moment leaves the previous folder or the new one loadable.</summary>
    /// <param name="folder">Where the folder is to stand; replaced when it exists.</param>
    /// <param name="model">The model; its state is read, not changed.</param>
    /// <param name="manifest">What travels with it; its tokenizer and files are filled in here.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="extra">Writes further files into the folder that it is given, e.g. an optimizer's state; null for none.</param>
    public static void Save(
        string folder, MedClipModel model, CheckpointManifest manifest, ITextTokenizer tokenizer, Action<string>? extra = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(tokenizer);
        FolderCommit.Write(
            folder,
            aside =>
            {
                StateFile.Save(Path.Combine(aside, WeightsFile), model, new Dictionary<string, string> { ["format"] = "pt" });
                AtomicFile.Write(Path.Combine(aside, VocabularyFile), tokenizer.SaveVocabulary);
                extra?.Invoke(aside);
                ManifestJson.Write(Path.Combine(aside, ManifestFile), manifest with
                {
                    Tokenizer = tokenizer.Facts,
                    Files = FileHashes.Of(aside),
                    Training = manifest.Training with { MetricValue = manifest.Training.MetricValue is { } value && double.IsFinite(value) ? value : null },
                });
            },
            IsComplete);
    }

    /// <summary>Loads a checkpoint.</summary>
    /// <param name="path">A checkpoint folder, or a run folder: then its best checkpoint, else its last, else the newest epoch's.</param>
    /// <param name="memory">Whether the weights lie in the mapped file, which takes neither time nor memory of its own, or are copied.</param>
    /// <returns>Model, tokenizer and manifest; to be disposed.</returns>
    /// <exception cref="InvalidInputException">
    /// There is no complete checkpoint, a file is damaged, or keys are missing, unexplained or mis-shaped; the message names them.
    /// </exception>
    /// <remarks>Damage is told by each file's checksum; whether somebody exchanged the weights, by <see cref="Verify"/> with a manifest that is trusted.</remarks>
    public static LoadedCheckpoint Load(string path, WeightMemory memory = WeightMemory.Mapped)
    {
        string folder = Resolve(path);
        CheckpointManifest manifest = ReadManifest(folder);
        FileHashes.Check(Path.Combine(folder, VocabularyFile), Listed(folder, manifest, VocabularyFile));
        CheckpointFileFacts facts = Listed(folder, manifest, WeightsFile);
        CheckSize(folder, manifest);
        ITextTokenizer tokenizer = ReadTokenizer(folder, manifest);
        using var file = new SafetensorsWeights(SafetensorsFile.Open(Path.Combine(folder, WeightsFile)));
        file.Mapped.Prefetch();
        Task damaged = Task.Run(() => FileHashes.Check(file.Mapped, facts));
        MedClipModel model = MedClipModel.WithoutWeights(manifest.Model);
        try
        {
            WeightPlan.Of(file, WeightLayouts.MedClip).LoadInto(model, memory: memory);
            damaged.GetAwaiter().GetResult();
        }
        catch
        {
            // A damaged file is the cause of keys that do not fit.
            model.Dispose();
            damaged.GetAwaiter().GetResult();
            throw;
        }

        model.eval();
        return new LoadedCheckpoint(folder, manifest, model, tokenizer);
    }

    /// <summary>Compares every file of a checkpoint with the SHA-256 in its manifest.</summary>
    /// <param name="path">A checkpoint folder or a run folder.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="InvalidInputException">There is no complete checkpoint, or a file was changed; the message names it.</exception>
    public static CheckpointManifest Verify(string path)
    {
        string folder = Resolve(path);
        CheckpointManifest manifest = ReadManifest(folder);
        foreach ((string name, CheckpointFileFacts facts) in manifest.Files)
        {
            FileHashes.Check(Path.Combine(folder, name), facts with { Checksum = null });
        }

        return manifest;
    }

    /// <summary>Reads a checkpoint's manifest without its weights.</summary>
    /// <param name="path">A checkpoint folder or a run folder.</param>
    /// <exception cref="InvalidInputException">There is no complete checkpoint or its manifest is wrong.</exception>
    public static CheckpointManifest ReadManifest(string path) => ManifestJson.Read(Path.Combine(Resolve(path), ManifestFile));

    /// <summary>Changes what a checkpoint's manifest says of its use, e.g. its calibration; a process killed at any moment leaves the old manifest or the new one.</summary>
    /// <param name="path">A checkpoint folder or a run folder.</param>
    /// <param name="change">Makes the new manifest of the old one. Architecture, tokenizer and the list of files stay as they are, whatever it returns.</param>
    /// <returns>The checkpoint folder.</returns>
    /// <exception cref="InvalidInputException">There is no complete checkpoint or its manifest is wrong.</exception>
    public static string Amend(string path, Func<CheckpointManifest, CheckpointManifest> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        string folder = Resolve(path);
        CheckpointManifest old = ReadManifest(folder);
        ManifestJson.Write(Path.Combine(folder, ManifestFile), change(old) with
        {
            FormatVersion = CheckpointManifest.CurrentFormatVersion, Model = old.Model, Tokenizer = old.Tokenizer, Files = old.Files,
        });
        return folder;
    }

    /// <summary>Copies the weights of a checkpoint into a model of the same architecture, e.g. one with encoders of your own, or to resume.</summary>
    /// <param name="path">A checkpoint folder or a run folder.</param>
    /// <param name="model">The model; unchanged when the weights do not fit.</param>
    /// <exception cref="InvalidInputException">There is no complete checkpoint, or keys are missing, unexplained or mis-shaped.</exception>
    public static void LoadWeights(string path, MedClipModel model) => StateFile.LoadInto(Path.Combine(Resolve(path), WeightsFile), model);

    /// <summary>The folder that a path stands for, tidy or as a killed writer left it.</summary>
    /// <param name="path">A checkpoint folder or a run folder.</param>
    /// <returns>A complete checkpoint folder.</returns>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static string Resolve(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (FolderCommit.Find(path, IsComplete) is { } folder)
        {
            return folder;
        }

        string checkpoints = Path.Combine(path, "checkpoints");
        if (Directory.Exists(checkpoints))
        {
            foreach (string name in PreferredNames.Concat(EpochNames(checkpoints)))
            {
                if (FolderCommit.Find(Path.Combine(checkpoints, name), IsComplete) is { } found)
                {
                    return found;
                }
            }
        }

        string what = Directory.Exists(path) ? "holds no complete checkpoint" : File.Exists(path) ? "is a file, not a checkpoint folder" : "does not exist";
        throw InvalidInputException.At(
            path, null, $"{what}.", $"Give a run folder, or a checkpoint folder with {WeightsFile}, {ManifestFile} and {VocabularyFile}.");
    }

    // Newest first: epoch-12 before epoch-3. Folders that are being written begin with a dot and are no epochs.
    private static IEnumerable<string> EpochNames(string checkpoints) =>
        Directory.EnumerateDirectories(checkpoints, "*epoch-*")
            .Select(folder => Path.GetFileName(folder)!)
            .Select(name => name.StartsWith('.') ? name[1..].Split('.')[0] : name)
            .Distinct(StringComparer.Ordinal)
            .Select(name => (name, number: int.TryParse(name.AsSpan("epoch-".Length), NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : -1))
            .Where(epoch => epoch.number >= 0)
            .OrderByDescending(epoch => epoch.number)
            .Select(epoch => epoch.name);

    // The manifest comes last and lists the other files; sizes tell a cut file without reading it.
    private static bool IsComplete(string folder)
    {
        string path = Path.Combine(folder, ManifestFile);
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            return ManifestJson.Read(path).Files.All(
                file => new FileInfo(Path.Combine(folder, file.Key)) is { Exists: true } info && info.Length == file.Value.Bytes);
        }
        catch (InvalidInputException)
        {
            // A manifest that is there but wrong is an error to be reported, not a folder to be passed over.
            return true;
        }
    }

    private static CheckpointFileFacts Listed(string folder, CheckpointManifest manifest, string name) => manifest.Files.TryGetValue(name, out CheckpointFileFacts? facts)
        ? facts
        : throw InvalidInputException.At(Path.Combine(folder, ManifestFile), "files", $"does not list {name}.");

    // A manifest may claim any size; the weights beside it are what there is.
    private static void CheckSize(string folder, CheckpointManifest manifest)
    {
        string path = Path.Combine(folder, WeightsFile);
        double parameters = manifest.Model.Vision.LeastParameters + manifest.Model.Text.LeastParameters;
        if (parameters > new FileInfo(path).Length)
        {
            throw InvalidInputException.At(path, null, $"is too small for the architecture in {ManifestFile}, which has at least {parameters:0} parameters.");
        }
    }

    private static ITextTokenizer ReadTokenizer(string folder, CheckpointManifest manifest)
    {
        string path = Path.Combine(folder, ManifestFile);
        TokenizerFacts facts = manifest.Tokenizer ?? throw InvalidInputException.At(path, "tokenizer", "is missing.");
        ITextTokenizer tokenizer = TokenizerFile.Open(Path.Combine(folder, VocabularyFile), facts)
            ?? throw InvalidInputException.At(path, "tokenizer.kind", $"is '{facts.Kind}'; known are wordpiece and clip-bpe.");
        if (tokenizer.Facts.VocabularySha256 != facts.VocabularySha256 || (manifest.Model.Text is not NoTextConfig && tokenizer.VocabularySize > manifest.Model.Text.VocabularySize))
        {
            throw InvalidInputException.At(
                Path.Combine(folder, VocabularyFile), null, $"is not the vocabulary of this checkpoint ({tokenizer.VocabularySize} tokens).");
        }

        return tokenizer;
    }
}
