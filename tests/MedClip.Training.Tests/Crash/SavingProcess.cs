using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>Saves one checkpoint after another; in the n-th every weight and every word of the state says n.</summary>
internal static class SavingProcess
{
    public const string StateFile = "state.txt";

    // Should nobody kill it, it ends by itself.
    private const int MaximumSaves = 5000;

    public static MedClipConfig Config(int vocabulary) => new()
    {
        Vision = ResNetConfig.Film64 with { ImageSize = 16, Widths = [4, 4, 8, 8], StemWidth = 4 },
        Text = BertConfig.Film64 with { VocabularySize = vocabulary, HiddenSize = 8, Heads = 2, IntermediateSize = 16 },
        ProjectionSize = 8,
    };

    public static WordPieceTokenizer Tokenizer() => WordPieceTokenizer.Build(["no pleural effusion is seen", "the heart is large"], 256);

    public static void SaveManyTimes(string folder)
    {
        WordPieceTokenizer tokenizer = Tokenizer();
        MedClipConfig config = Config(tokenizer.VocabularySize);
        using var model = new MedClipModel(config, new SeedSequence(0));
        var store = new MedClipCheckpoints(
            model, new CheckpointManifest { Model = config, Preprocessing = new PreprocessingFacts(16, 1, 0.5, 0.25, "default"), Findings = ["Edema"] }, tokenizer);
        for (int n = 1; n <= MaximumSaves; n++)
        {
            Fill(model, n);
            int number = n;
            store.Save(folder, new TrainingState { Step = n }, extra => File.WriteAllText(Path.Combine(extra, StateFile), string.Join(' ', Enumerable.Repeat(number, 1000))));
            Console.WriteLine(n);
        }
    }

    private static void Fill(MedClipModel model, int number)
    {
        using IDisposable outside = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach (TorchSharp.Modules.Parameter parameter in model.parameters())
        {
            parameter.fill_(number);
        }
    }
}
