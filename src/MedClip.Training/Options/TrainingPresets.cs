namespace MedClip.Training;

/// <summary>Whole recipes by the names that <c>--config</c> takes.</summary>
public static class TrainingPresets
{
    /// <summary>
    /// <c>paper-vit</c> and <c>paper-resnet50</c>: section 4.2 of the paper (batch 100, 10 epochs, learning rate 5e-5, weight decay 1e-4, warm-up 0.1);
    /// <c>code</c>: the released code (learning rate 2e-5, its decay groups, its varied texts). All are for towers that start from published
    /// weights (<c>--init-vision</c>, <c>--init-text</c>).
    /// </summary>
    public static IReadOnlyDictionary<string, Func<TrainingOptions>> All { get; } = new SortedDictionary<string, Func<TrainingOptions>>(StringComparer.OrdinalIgnoreCase)
    {
        ["code"] = () => With("medclip-vit", Behaviour.Reference, TextAugmentation.Reference),
        ["paper-resnet50"] = () => With("medclip-resnet", Behaviour.Paper, TextAugmentation.None),
        ["paper-vit"] = () => With("medclip-vit", Behaviour.Paper, TextAugmentation.None),
    };

    private static TrainingOptions With(string model, Behaviour behaviour, TextAugmentation augmentation)
    {
        TrainingOptions options = TrainingOptions.For(behaviour);
        options.Model.Config = model;
        options.Sampling.TextAugmentation = augmentation;
        return options;
    }
}
