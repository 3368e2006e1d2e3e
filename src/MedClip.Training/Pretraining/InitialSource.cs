using MedClip.Models;

namespace MedClip.Training;

/// <summary>Weights to start from: a checkpoint or run of ours, or a published file or folder (ImageNet's Swin, BioClinicalBERT, MedCLIP's own).</summary>
internal sealed class InitialSource : IDisposable
{
    private static readonly string[] VocabularyNames = ["vocab.txt", "tokenizer.json"];

    // What a tower gets of its own when it starts from an encoder that someone else trained.
    private static readonly string[] Heads = ["projection_head", "vision_model.model.fc.", "vision_model.local_head.", "text_model.model.pooler."];

    private readonly string path;
    private readonly LoadedCheckpoint? checkpoint;
    private readonly WeightFile? file;

    private InitialSource(string path, LoadedCheckpoint? checkpoint, WeightFile? file, ITextTokenizer? tokenizer) =>
        (this.path, this.checkpoint, this.file, Tokenizer) = (path, checkpoint, file, tokenizer);

    /// <summary>The tokenizer that belongs to its text tower; null when it has none or was not asked for it.</summary>
    public ITextTokenizer? Tokenizer { get; }

    /// <exception cref="InvalidInputException">There is nothing usable at the path, or a text tower comes without its vocabulary.</exception>
    public static InitialSource? Open(string? path, bool needsTokenizer)
    {
        if (path is null)
        {
            return null;
        }

        if (IsCheckpoint(path))
        {
            LoadedCheckpoint loaded = Checkpoint.Load(path);
            return new InitialSource(path, loaded, null, needsTokenizer && loaded.Manifest.Model.Text is not NoTextConfig ? loaded.Tokenizer : null);
        }

        WeightFile file = WeightFile.Open(path);
        try
        {
            bool hasText = WeightPlan.Of(file).Layout.Scope != WeightScope.Image;
            return new InitialSource(path, null, file, needsTokenizer && hasText ? Vocabulary(path) : null);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Copies what the source holds of a tower, or of all of the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prefix">The tower; null for whatever the source holds.</param>
    /// <exception cref="InvalidInputException">Names or shapes do not fit, or the source lacks the tower.</exception>
    public void CopyInto(MedClipModel model, string? prefix)
    {
        if (checkpoint is not null)
        {
            string[] towers = prefix is not null ? [prefix]
                : checkpoint.Manifest.Model.Text is NoTextConfig || model.Config?.Text is NoTextConfig ? [InitialWeights.Vision]
                : [InitialWeights.Vision, InitialWeights.Text];
            Array.ForEach(towers, tower => InitialWeights.Copy(checkpoint.Model, model, tower, checkpoint.Folder));
            return;
        }

        WeightPlan plan = WeightPlan.Of(file!);
        string? held = plan.Layout.Scope switch { WeightScope.Image => InitialWeights.Vision, WeightScope.Text => InitialWeights.Text, _ => null };
        if (prefix is not null && held is not null && held != prefix)
        {
            throw InvalidInputException.At(path, null, $"is {plan.Layout.Description}, which holds no {(prefix == InitialWeights.Text ? "text" : "image")} tower.");
        }

        string? tower = prefix ?? held;
        plan.LoadInto(model, key => key == "logit_scale" || Array.Exists(Heads, head => key.Contains(head, StringComparison.Ordinal))
            || (tower is not null && !key.StartsWith(tower, StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        checkpoint?.Dispose();
        file?.Dispose();
    }

    // A Hugging Face folder holds model.safetensors too; ours is told by its manifest.
    private static bool IsCheckpoint(string path)
    {
        try
        {
            return Directory.Exists(path) && Checkpoint.Resolve(path) is not null;
        }
        catch (InvalidInputException)
        {
            return Directory.Exists(path) && !Directory.EnumerateFiles(path).Any(file => file.EndsWith(".bin", StringComparison.Ordinal) || file.EndsWith(".safetensors", StringComparison.Ordinal)
                || file.EndsWith(".json", StringComparison.Ordinal));
        }
    }

    private static WordPieceTokenizer Vocabulary(string path)
    {
        string folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        return VocabularyNames.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } vocabulary
            ? WordPieceTokenizer.FromVocabulary(vocabulary)
            : throw InvalidInputException.At(path, null, "comes without its vocabulary.", "Put vocab.txt beside the weights; for BioClinicalBERT that is emilyalsentzer/Bio_ClinicalBERT's.");
    }
}
