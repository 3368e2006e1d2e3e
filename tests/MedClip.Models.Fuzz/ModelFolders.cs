using System.Text;

namespace MedClip.Models.Fuzz;

/// <summary>A checkpoint folder of ours and a Hugging Face folder, of a network as small as one can be.</summary>
internal sealed class ModelFolders
{
    private const string Config =
        """{"model_type": "vit", "image_size": 8, "patch_size": 4, "num_channels": 1, "hidden_size": 4, "num_hidden_layers": 1, "num_attention_heads": 1, "intermediate_size": 4, "layer_norm_eps": 1e-12, "hidden_act": "gelu"}""";

    private static readonly VitConfig Vision = new() { ImageSize = 8, PatchSize = 4, Channels = 1, HiddenSize = 4, Layers = 1, Heads = 1, IntermediateSize = 4 };

    public ModelFolders(string scratch)
    {
        var config = new MedClipConfig
        {
            Vision = Vision,
            Text = new BertConfig { VocabularySize = 8, MaximumPositions = 8, HiddenSize = 4, Layers = 2, Heads = 1, IntermediateSize = 4 }, ProjectionSize = 4,
        };
        using var model = new MedClipModel(config, new SeedSequence(1));
        var manifest = new CheckpointManifest { Model = config, Preprocessing = new PreprocessingFacts(8, 1, 0.5, 0.25, "default"), Findings = ["Edema"] };
        string folder = Path.Combine(scratch, "own");
        Checkpoint.Save(folder, model, manifest, new WordPieceTokenizer(Vocabulary.Of(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "edema"])));
        Own = Directory.EnumerateFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
        string weights = Path.Combine(scratch, "vit.safetensors");
        TensorFile.Save(weights, WeightLayouts.Vit.Export(model.Vision.Encoder is TorchSharp.torch.nn.Module encoder ? encoder.state_dict(prefix: "vision_model.model") : []));
        HuggingFace = new Dictionary<string, byte[]> { ["config.json"] = Encoding.UTF8.GetBytes(Config), ["model.safetensors"] = File.ReadAllBytes(weights) };
        Checkpoint.Load(folder).Dispose();
        Directory.Delete(folder, recursive: true);
        File.Delete(weights);

        // As they are, both folders are taken: a refusal is then due to the damage.
        Directory.CreateDirectory(folder);
        foreach ((string name, byte[] content) in HuggingFace)
        {
            File.WriteAllBytes(Path.Combine(folder, name), content);
        }

        Convert(folder);
        Directory.Delete(folder, recursive: true);
    }

    public IReadOnlyDictionary<string, byte[]> Own { get; }

    public IReadOnlyDictionary<string, byte[]> HuggingFace { get; }

    /// <summary>Converts; the checkpoint that a readable folder gives is taken away again.</summary>
    public static void Convert(string folder)
    {
        string output = folder + ".converted";
        try
        {
            CheckpointConversion.Run(new ConversionOptions { Source = folder, Output = output });
        }
        catch (InvalidInputException)
        {
            if (Path.Exists(output))
            {
                throw new InvalidOperationException($"a refused folder left {output} behind");
            }

            throw;
        }

        Directory.Delete(output, recursive: true);
    }
}
