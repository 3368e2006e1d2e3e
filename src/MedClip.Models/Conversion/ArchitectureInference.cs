namespace MedClip.Models;

/// <summary>
/// Tells an architecture from the shapes of its weights. What shapes do not say follows the published networks: 64 features an attention head,
/// films of 224 pixels; whatever else needs a configuration.
/// </summary>
internal static class ArchitectureInference
{
    private const string V = "vision_model.model.";
    private const string T = "text_model.model.";
    private const int HeadSize = 64;

    /// <exception cref="InvalidInputException">The shapes do not tell; a configuration is needed.</exception>
    public static MedClipConfig Infer(WeightPlan plan)
    {
        var shapes = new WeightShapes(plan);
        if (plan.Layout.Scope == WeightScope.Text)
        {
            throw InvalidInputException.At(plan.File.Path, null, "holds a text encoder alone.", "Give it as --text beside an image encoder.");
        }

        VisionConfig vision = Vision(shapes);
        if (plan.Layout.Scope == WeightScope.Image)
        {
            return Architectures.Image(vision);
        }

        MedClipConfig basis = plan.Layout.Name switch
        {
            "gloria" => MedClipConfig.Gloria,
            "convirt" => MedClipConfig.ConVirt with { Text = BertConfig.Base with { Pooling = TextPooling.LastMean } },
            _ => new MedClipConfig(),
        };
        return basis with
        {
            Vision = basis.LocalFeatures ? (ResNetConfig)vision with { ResizeTo = 299 } : vision,
            Text = Text(shapes, (basis.Text as BertConfig)?.Pooling ?? TextPooling.Reference),
            ProjectionSize = ProjectionSize(shapes, vision),
            ProjectionBias = shapes.Has("vision_model.projection_head.bias") || shapes.Has("vision_model.projection_head.0.bias") || shapes.Has($"{V}fc.bias"),
        };
    }

    /// <summary>A configuration of an image encoder without texts: its embeddings are its features.</summary>
    public static MedClipConfig ImageOnly(VisionConfig vision) => new()
    {
        Vision = vision, Text = new NoTextConfig(), ProjectionSize = vision.FeatureSize, VisionProjection = ProjectionKind.None, TextProjection = ProjectionKind.None,
    };

    /// <summary>The text encoder of a file.</summary>
    public static TextConfig Text(WeightShapes shapes, TextPooling pooling)
    {
        if (shapes.Has($"{T}embeddings.token_embedding.weight"))
        {
            int clipWidth = shapes.Size($"{T}embeddings.token_embedding.weight", 1);
            return new ClipTextConfig
            {
                VocabularySize = shapes.Size($"{T}embeddings.token_embedding.weight", 0), MaximumPositions = shapes.Size($"{T}embeddings.position_embedding.weight", 0),
                HiddenSize = clipWidth, Layers = shapes.Count($"{T}encoder.layers."), Heads = Heads(shapes, clipWidth),
                IntermediateSize = shapes.Size($"{T}encoder.layers.0.mlp.fc1.weight", 0),
            };
        }

        int width = shapes.Size($"{T}embeddings.word_embeddings.weight", 1);
        return new BertConfig
        {
            VocabularySize = shapes.Size($"{T}embeddings.word_embeddings.weight", 0), MaximumPositions = shapes.Size($"{T}embeddings.position_embeddings.weight", 0),
            SegmentKinds = shapes.Size($"{T}embeddings.token_type_embeddings.weight", 0), HiddenSize = width, Layers = shapes.Count($"{T}encoder.layer."),
            Heads = Heads(shapes, width), IntermediateSize = shapes.Size($"{T}encoder.layer.0.intermediate.dense.weight", 0),
            HasPooler = shapes.Has($"{T}pooler.dense.weight"), Pooling = pooling,
        };
    }

    private static VisionConfig Vision(WeightShapes shapes)
    {
        if (shapes.Has($"{V}attnpool.positional_embedding"))
        {
            int width = shapes.Size($"{V}conv3.weight", 0);
            return ClipResNetConfig.ResNet50 with
            {
                Width = width, Layers = Stages(shapes), Heads = Math.Max(1, width * 32 / HeadSize), OutputSize = shapes.Size($"{V}attnpool.c_proj.weight", 0),
                ImageSize = 32 * Edge(shapes.Size($"{V}attnpool.positional_embedding", 0)), Channels = shapes.Size($"{V}conv1.weight", 1),
            };
        }

        if (shapes.Has($"{V}embeddings.class_embedding"))
        {
            int width = shapes.Size($"{V}embeddings.class_embedding", 0);
            int patch = shapes.Size($"{V}embeddings.patch_embedding.weight", 3);
            return ClipVitConfig.Base32 with
            {
                PatchSize = patch, HiddenSize = width, Layers = shapes.Count($"{V}encoder.layers."), Heads = Heads(shapes, width),
                IntermediateSize = shapes.Size($"{V}encoder.layers.0.mlp.fc1.weight", 0), ImageSize = patch * Edge(shapes.Size($"{V}embeddings.position_embedding.weight", 0)),
            };
        }

        return shapes.Has($"{V}embeddings.cls_token") ? Vit(shapes) : shapes.Has($"{V}conv1.weight") ? ResNet(shapes) : Swin(shapes);
    }

    private static VitConfig Vit(WeightShapes shapes)
    {
        int width = shapes.Size($"{V}embeddings.cls_token", 2);
        int patch = shapes.Size($"{V}embeddings.patch_embeddings.projection.weight", 3);
        return new VitConfig
        {
            PatchSize = patch, HiddenSize = width, Layers = shapes.Count($"{V}encoder.layer."), Heads = Heads(shapes, width), Channels = shapes.Size($"{V}embeddings.patch_embeddings.projection.weight", 1),
            IntermediateSize = shapes.Size($"{V}encoder.layer.0.intermediate.dense.weight", 0), ImageSize = patch * Edge(shapes.Size($"{V}embeddings.position_embeddings", 1)),
        };
    }

    private static ResNetConfig ResNet(WeightShapes shapes) => new()
    {
        Block = shapes.Has($"{V}layer1.0.conv3.weight") ? ResNetBlock.Bottleneck : ResNetBlock.Basic,
        Layers = Stages(shapes), Widths = [.. Enumerable.Range(1, 4).Select(stage => shapes.Size($"{V}layer{stage}.0.conv1.weight", 0))],
        Channels = shapes.Size($"{V}conv1.weight", 1), StemWidth = shapes.Size($"{V}conv1.weight", 0), StemKernel = shapes.Size($"{V}conv1.weight", 2),
    };

    private static SwinConfig Swin(WeightShapes shapes)
    {
        int stages = shapes.Count($"{V}encoder.layers.");
        string Block(int stage) => $"{V}encoder.layers.{stage}.blocks.";
        string First(int stage) => $"{Block(stage)}0.attention.self.relative_position_bias_table";
        int width = shapes.Size($"{V}embeddings.patch_embeddings.projection.weight", 0);
        return new SwinConfig
        {
            PatchSize = shapes.Size($"{V}embeddings.patch_embeddings.projection.weight", 3), Channels = shapes.Size($"{V}embeddings.patch_embeddings.projection.weight", 1),
            EmbeddingSize = width, Depths = [.. Enumerable.Range(0, stages).Select(stage => shapes.Count(Block(stage)))],
            Heads = [.. Enumerable.Range(0, stages).Select(stage => shapes.Size(First(stage), 1))], WindowSize = ((int)Math.Sqrt(shapes.Size(First(0), 0)) + 1) / 2,
            MlpRatio = (double)shapes.Size($"{Block(0)}0.intermediate.dense.weight", 0) / width,
        };
    }

    private static int[] Stages(WeightShapes shapes) => [.. Enumerable.Range(1, 4).Select(stage => shapes.Count($"{V}layer{stage}."))];

    private static int ProjectionSize(WeightShapes shapes, VisionConfig vision) =>
        shapes.Has("vision_model.projection_head.weight") ? shapes.Size("vision_model.projection_head.weight", 0)
        : shapes.Has("vision_model.projection_head.2.weight") ? shapes.Size("vision_model.projection_head.2.weight", 0)
        : shapes.Has($"{V}fc.weight") ? shapes.Size($"{V}fc.weight", 0)
        : vision.FeatureSize;

    private static int Edge(int positions) => (int)Math.Round(Math.Sqrt(positions - 1));

    private static int Heads(WeightShapes shapes, int width) => width % HeadSize == 0
        ? width / HeadSize
        : throw InvalidInputException.At(shapes.Path, null, $"has a transformer of width {width}, whose number of heads its weights do not tell.", "Give --config.");
}
