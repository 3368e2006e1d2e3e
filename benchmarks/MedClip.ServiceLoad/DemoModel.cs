using MedClip.Models;

namespace MedClip.ServiceLoad;

/// <summary>An untrained checkpoint of the demo's size: it costs what a trained one costs.</summary>
internal sealed class DemoModel : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("medclip-model-").FullName;

    public DemoModel()
    {
        string[] words =
        [
            .. PromptSet.Default.Items.SelectMany(item => item.Positive.Concat(item.Negative)).SelectMany(text => text.ToLowerInvariant().Split(' ', '.', '-', ','))
                .Where(word => word.Length > 0).Distinct(),
        ];
        var tokenizer = new WordPieceTokenizer(Vocabulary.Of(["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", .. words]));
        MedClipConfig config = MedClipConfig.Film64 with { Text = BertConfig.Film64 with { VocabularySize = tokenizer.VocabularySize } };
        using var model = new MedClipModel(config, new SeedSequence(1));
        Checkpoint.Save(Path, model, new CheckpointManifest
        {
            Model = config,
            Preprocessing = new PreprocessingFacts(config.Vision.ImageSize, config.Vision.Channels, PreprocessingFacts.ReferenceMean, PreprocessingFacts.ReferenceStd, "default"),
            Findings = [.. FindingSet.CheXpert.Names],
        }, tokenizer);
    }

    /// <summary>The checkpoint's folder.</summary>
    public string Path => System.IO.Path.Combine(folder, "checkpoint");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
