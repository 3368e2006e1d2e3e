using System.Security.Cryptography;
using System.Text;

namespace MedClip.Models;

/// <summary>Published weights to a checkpoint folder of ours: every key explained, every shape checked, the source's hash kept.</summary>
public static class CheckpointConversion
{
    /// <summary>Converts.</summary>
    /// <param name="options">What and how.</param>
    /// <returns>What was found and done.</returns>
    /// <exception cref="InvalidInputException">A file is damaged or hostile, keys do not fit, or the architecture or vocabulary is not to be told.</exception>
    public static ConversionResult Run(ConversionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using WeightFile file = WeightFile.Open(options.Source);
        Task<string> hash = Task.Run(() => Hash(file.Files));
        WeightPlan plan = WeightPlan.Of(file);
        using WeightFile? textFile = options.TextSource is null ? null : WeightFile.Open(options.TextSource);
        WeightPlan? text = textFile is null ? null : WeightPlan.Of(textFile);
        MedClipConfig config = Configure(options, plan, text).Validated();
        CheckSize(file, textFile, config);
        ITextTokenizer tokenizer = ConversionVocabulary.Open(options, config);
        using MedClipModel model = MedClipModel.WithoutWeights(config);
        IReadOnlyList<string> drawn = Load(options, plan, text, config, model);
        var manifest = new CheckpointManifest
        {
            Model = config, Preprocessing = Preprocess(config.Vision), Findings = [.. FindingSet.CheXpert.Names], Behaviour = Behaviour.Reference,
            MaximumTextLength = Math.Min(77, config.Text is NoTextConfig ? 77 : config.Text.MaximumPositions), License = options.License,
            Source = new WeightSource(Path.GetFileName(Path.TrimEndingDirectorySeparator(file.Path)), hash.GetAwaiter().GetResult(), plan.Layout.Name),
            Training = new TrainingProvenance { Software = $"MedCLIP for .NET {typeof(CheckpointConversion).Assembly.GetName().Version?.ToString(3)}, converted from {file.Format}" },
        };
        Checkpoint.Save(options.Output, model, manifest, tokenizer);
        return new ConversionResult(
            manifest, plan.Layout, [.. plan.Dropped, .. text?.Dropped ?? []], [.. file.Skipped, .. textFile?.Skipped ?? []], drawn, [.. Hints(options, plan, config)]);
    }

    private static MedClipConfig Configure(ConversionOptions options, WeightPlan plan, WeightPlan? text)
    {
        if (options.Architecture is not null && options.Config is not null)
        {
            throw new InvalidInputException("An architecture and a configuration are given; one of them says the sizes.");
        }

        if (text is not null && (plan.Layout.Scope != WeightScope.Image || text.Layout.Scope != WeightScope.Text))
        {
            throw new InvalidInputException($"A text encoder is given beside {plan.Layout.Description}; it needs an image encoder alone, and must itself be a BERT.");
        }

        MedClipConfig config = Sizes(options, plan);
        if (text is not null)
        {
            var shapes = new WeightShapes(text);
            string json = Path.Combine(options.TextSource!, "config.json");
            TextPooling pooling = options.Pooling ?? TextPooling.Reference;
            TextConfig bert = File.Exists(json) ? ArchitectureJson.ReadBert(json, pooling) : ArchitectureInference.Text(shapes, pooling);
            bert = bert is BertConfig own ? own with { HasPooler = shapes.Has("text_model.model.pooler.dense.weight") } : bert;
            return new MedClipConfig { Vision = config.Vision, Text = bert };
        }

        if (config.Text is not BertConfig { } tower)
        {
            return options.Pooling is null ? config : throw new InvalidInputException("--pooling is for BERT; this text tower has a pooling of its own.");
        }

        bool medclip = plan.Layout.Name.StartsWith("medclip", StringComparison.Ordinal);
        bool hasPooler = plan.ShapeOf("text_model.model.pooler.dense.weight") is not null;
        return config with { Text = tower with { HasPooler = hasPooler, Pooling = options.Pooling ?? (medclip ? TextPooling.Reference : tower.Pooling) } };
    }

    private static MedClipConfig Sizes(ConversionOptions options, WeightPlan plan)
    {
        if (options.Config is { } path)
        {
            return ArchitectureJson.Read(path);
        }

        if (options.Architecture is { } name)
        {
            return Architectures.All.TryGetValue(name, out MedClipConfig? known)
                ? known
                : throw new InvalidInputException($"There is no architecture '{name}'; known are {string.Join(", ", Architectures.All.Keys)}.");
        }

        // A Hugging Face folder says what shapes do not: heads, activations, sizes of films.
        string folder = Directory.Exists(options.Source) ? options.Source : Path.GetDirectoryName(Path.GetFullPath(options.Source))!;
        string json = Path.Combine(folder, "config.json");
        if (File.Exists(json))
        {
            return ArchitectureJson.Read(json);
        }

        return plan.Layout.Name is "open-clip" or "clip-hf" && plan.ShapeOf("text_model.model.embeddings.token_embedding.weight") is not null
            ? throw InvalidInputException.At(
                plan.File.Path, null, "holds CLIP weights, which do not say whether they use quick-GELU (OpenAI's do) or GELU.",
                $"Give --architecture: {string.Join(", ", Architectures.All.Keys.Where(key => key.StartsWith("clip", StringComparison.Ordinal)))}.")
            : ArchitectureInference.Infer(plan);
    }

    private static IReadOnlyList<string> Load(ConversionOptions options, WeightPlan plan, WeightPlan? text, MedClipConfig config, MedClipModel model)
    {
        if (text is null)
        {
            return [.. plan.LoadInto(model, plan.Layout.Scope == WeightScope.Image ? key => key == "logit_scale" : null, WeightMemory.Mapped).Where(key => !WeightPlan.IsTolerated(key))];
        }

        WeightInitialization.Apply(model, config, new SeedSequence(options.Seed));
        static bool Own(string key) => key == "logit_scale" || key.Contains("projection_head", StringComparison.Ordinal) || key == "vision_model.model.fc.weight";
        plan.LoadInto(model, key => Own(key) || key.StartsWith("text_model.", StringComparison.Ordinal));
        text.LoadInto(model, key => Own(key) || key.StartsWith("vision_model.", StringComparison.Ordinal));
        return [.. model.state_dict().Keys.Where(Own)];
    }

    // A configuration may claim any size; the files are what there is.
    private static void CheckSize(WeightFile file, WeightFile? text, MedClipConfig config)
    {
        double held = file.Entries.Concat(text?.Entries ?? []).Sum(entry => (double)entry.Count);
        double needed = config.Vision.LeastParameters + config.Text.LeastParameters;
        if (needed > held)
        {
            throw InvalidInputException.At(file.Path, null, $"holds {held:0} numbers, too few for the architecture, which has at least {needed:0} parameters.");
        }
    }

    private static PreprocessingFacts Preprocess(VisionConfig vision) => vision.ChannelMean is not null
        ? new PreprocessingFacts(vision.ImageSize, 1, 0, 1, "default")
        : new PreprocessingFacts(vision.ImageSize, 1, PreprocessingFacts.ReferenceMean, PreprocessingFacts.ReferenceStd, vision.ImageSize == 224 ? "processor" : "default");

    private static IEnumerable<string> Hints(ConversionOptions options, WeightPlan plan, MedClipConfig config)
    {
        if (plan.Layout == WeightLayouts.MedClip && config is { Vision: ResNetConfig, Text: BertConfig { Pooling: not TextPooling.Pooler } } && options.Pooling is null)
        {
            yield return "MedCLIP's released ResNet-50 weights were trained with BERT's pooler; `--pooling pooler` gives what they were trained with, the default what the released code computes.";
        }

        if (config.Text is NoTextConfig)
        {
            yield return "The checkpoint holds an image encoder alone: it embeds films, and texts are refused.";
        }
    }

    private static string Hash(IReadOnlyList<string> files)
    {
        string[] hashes = [.. files.Select(path =>
        {
            using FileStream stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        })];
        return hashes.Length == 1 ? hashes[0] : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', hashes))));
    }
}
