namespace MedClip.Evaluation;

/// <summary>The numbers of the paper's tables (https://arxiv.org/abs/2210.10163), as printed.</summary>
public static class PaperNumbers
{
    /// <summary>The evaluation sets, as Tables 1 to 3 call them.</summary>
    public static IReadOnlyList<string> Sets { get; } = ["CheXpert-5x200", "MIMIC-5x200", "COVID", "RSNA"];

    /// <summary>Zero-shot accuracy, mean and deviation over five draws of prompts; ENS: the mean of the prompts' logits instead of their maximum.</summary>
    public static PaperTable Table1 { get; } = new("Zero-shot classification", "Table 1", "Accuracy, mean ± sd over draws of prompts.", Sets,
    [
        Row("CLIP", (.2016, "0.01"), (.1918, "0.01"), (.5069, "0.03"), (.4989, "0.01")),
        Row("CLIP ENS", (.2036, "0.01"), (.2254, "0.01"), (.5090, "<0.01"), (.5055, "0.01")),
        Row("ConVIRT", (.4188, "0.01"), (.4018, "0.01"), (.5184, "0.01"), (.4731, "0.05")),
        Row("ConVIRT ENS", (.4224, "0.02"), (.4010, "0.02"), (.6647, "0.05"), (.4647, "0.08")),
        Row("GLoRIA", (.4328, "0.01"), (.3306, "0.01"), (.7090, "0.04"), (.5808, "0.08")),
        Row("GLoRIA ENS", (.4210, "0.03"), (.3382, "0.01"), (.5702, "0.06"), (.4752, "0.06")),
        Row("MedCLIP-ResNet", (.5476, "0.01"), (.5022, "0.02"), (.8472, "<0.01"), (.7418, "<0.01")),
        Row("MedCLIP-ResNet ENS", (.5712, "<0.01"), (.5430, "<0.01"), (.8369, "<0.01"), (.7584, "<0.01")),
        Row("MedCLIP-ViT", (.5942, "<0.01"), (.5006, "<0.01"), (.8013, "<0.01"), (.7447, "0.01")),
        Row("MedCLIP-ViT ENS", (.5942, "<0.01"), (.5024, "<0.01"), (.7943, "<0.01"), (.7682, "<0.01")),
    ]);

    /// <summary>Accuracy of a linear head on frozen image towers.</summary>
    public static PaperTable Table2 { get; } = new("Classification after training a head", "Table 2", "Accuracy of a linear head on the frozen image tower.", Sets,
    [
        Row("Random", .2500, .2220, .5056, .6421), Row("ImageNet", .3200, .2830, .6020, .7560), Row("CLIP", .3020, .2780, .5866, .7303),
        Row("ConVIRT", .4770, .4040, .6983, .7846), Row("GLoRIA", .5370, .3590, .7623, .7981), Row("MedCLIP", .5960, .5650, .7890, .8075),
    ]);

    /// <summary>Sizes of the data sets to pre-train on.</summary>
    public static PaperTable Table3Pretraining { get; } = new("Data to pre-train on", "Table 3", "Films, reports and classes.", ["Images", "Reports", "Classes"],
        [new PaperRow("MIMIC-CXR", [new([], 377_111), new([], 201_063), PaperCell.Empty]), new PaperRow("CheXpert", [new([], 223_415), PaperCell.Empty, new([], 14)])]);

    /// <summary>Sizes of the evaluation sets, and shares of positives.</summary>
    public static PaperTable Table3Evaluation { get; } = new(
        "Evaluation sets", "Table 3", "Films to train and test on, and the share of positives in the sets with two classes.", ["Train", "Train positive", "Test", "Test positive", "Classes"],
    [
        new PaperRow("CheXpert-5x200", [new([], 1000), PaperCell.Empty, new([], 1000), PaperCell.Empty, new([], 5)]),
        new PaperRow("MIMIC-5x200", [new([], 1000), PaperCell.Empty, new([], 1000), PaperCell.Empty, new([], 5)]),
        new PaperRow("COVID", [new([], 2162), new([], .19), new([], 3000), new([], .49), new([], 2)]),
        new PaperRow("RSNA", [new([], 8486), new([], .50), new([], 3538), new([], .50), new([], 2)]),
    ]);

    /// <summary>Film to sentence, precision among the nearest K.</summary>
    public static PaperTable Table4 { get; } = new("Retrieval of sentences for films", "Table 4", "Precision at K over CheXpert-5x200 films and as many sentences a class.", ["P@1", "P@2", "P@5", "P@10"],
    [
        Row("CLIP", .21, .20, .20, .19), Row("ConVIRT", .20, .20, .20, .21), Row("GLoRIA", .47, .47, .46, .46), Row("MedCLIP", .45, .49, .48, .50),
    ]);

    private static PaperRow Row(string name, params (double Value, string Deviation)[] cells) => new(name, [.. cells.Select(c => new PaperCell([], c.Value, c.Deviation))]);

    private static PaperRow Row(string name, params double[] cells) => new(name, [.. cells.Select(c => new PaperCell([], c))]);
}
