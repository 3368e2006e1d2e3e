namespace MedClip.Models.Tests;

/// <summary>
/// The process that <see cref="CrashTests"/> kills: <c>dotnet MedClip.Models.Tests.dll FOLDER</c> saves a checkpoint over and over and prints the
/// number of each save once it stands.
/// </summary>
internal static class SavingProcess
{
    public static int Main(string[] args)
    {
        using var model = new MedClipModel(Small.Configs["vit"], new SeedSequence(1));
        var tokenizer = new WordPieceTokenizer(Vocabulary.Of(["[PAD]", "[UNK]", "[CLS]", "[SEP]"]));
        for (long step = 1; ; step++)
        {
            var manifest = new CheckpointManifest
            {
                Model = Small.Configs["vit"],
                Preprocessing = new PreprocessingFacts(16, 1, 0.5, 0.25, "default"),
                Findings = ["Edema"],
                Training = new TrainingProvenance { Steps = step },
            };
            Checkpoint.Save(args[0], model, manifest, tokenizer, aside => File.WriteAllBytes(Path.Combine(aside, "optimizer.bin"), new byte[200_000]));
            Console.WriteLine(step);
        }
    }
}
