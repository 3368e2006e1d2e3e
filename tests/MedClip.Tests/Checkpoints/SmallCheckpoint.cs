using MedClip.Data;
using MedClip.Models;

namespace MedClip.Tests;

/// <summary>A checkpoint of a model small enough to run in a moment, and films to show it.</summary>
internal sealed class SmallCheckpoint : IDisposable
{
    public const int Size = 32;

    private readonly string root = Directory.CreateTempSubdirectory().FullName;

    public SmallCheckpoint(string preprocessing = "default")
    {
        string[] words = [.. PromptSet.Default.Items.SelectMany(item => item.Positive.Concat(item.Negative))
            .SelectMany(text => text.ToLowerInvariant().Split(' ', '.', '-')).Where(word => word.Length > 0).Distinct()];
        var tokenizer = new WordPieceTokenizer(Vocabulary.Of(["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", .. words]));
        var config = new MedClipConfig
        {
            Vision = ResNetConfig.Film64 with { ImageSize = Size, StemWidth = 4, Widths = [4, 8, 8, 16], Dropout = 0 },
            Text = BertConfig.Film64 with
            {
                VocabularySize = tokenizer.VocabularySize, MaximumPositions = 32, HiddenSize = 16, Heads = 2, IntermediateSize = 32, Dropout = 0,
            },
            ProjectionSize = 8,
        };
        using var model = new MedClipModel(config, new SeedSequence(5));
        Checkpoint.Save(Path, model, new CheckpointManifest
        {
            Model = config,
            Preprocessing = new PreprocessingFacts(Size, config.Vision.Channels, PreprocessingFacts.ReferenceMean, PreprocessingFacts.ReferenceStd, preprocessing),
            Findings = [.. FindingSet.Competition.Names],
        }, tokenizer);
    }

    public string Path => System.IO.Path.Combine(root, "checkpoint");

    public string Film(int seed)
    {
        SplitMix64 random = new SeedSequence((ulong)seed).For("film").ToRandom();
        string path = System.IO.Path.Combine(root, $"film-{seed}.png");
        PngWriter.Write(path, new PixelImage(40, 48, 8, [.. Enumerable.Range(0, 40 * 48).Select(_ => (byte)random.Next(256))]));
        return path;
    }

    public string Text(string name, string content)
    {
        string path = System.IO.Path.Combine(root, name);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
