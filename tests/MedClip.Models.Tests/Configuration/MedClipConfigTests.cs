namespace MedClip.Models.Tests;

public sealed class MedClipConfigTests
{
    [Fact]
    public void Every_preset_fits_together() => MedClipConfig.Presets.Values.ShouldAllBe(config => config.Validated() == config);

    [Fact]
    public void The_papers_presets_have_its_sizes()
    {
        MedClipConfig.MedClipVit.Vision.FeatureSize.ShouldBe(768);
        MedClipConfig.MedClipResNet.Vision.FeatureSize.ShouldBe(2048);
        MedClipConfig.MedClipVit.ProjectionSize.ShouldBe(512);
        Math.Exp(MedClipConfig.MedClipVit.Temperature.Initial).ShouldBe(1 / 0.07, 1e-5);
        SwinConfig.Base.FeatureSize.ShouldBe(1024);
    }

    [Fact]
    public void Everything_wrong_is_said_at_once()
    {
        MedClipConfig config = MedClipConfig.Film64 with
        {
            Vision = ResNetConfig.Film64 with { Channels = 2, Dropout = 1 },
            Text = BertConfig.Film64 with { Heads = 5, Pooling = TextPooling.Pooler },
            ProjectionSize = 0,
            Temperature = new TemperatureConfig { Minimum = 3 },
        };
        string message = Should.Throw<InvalidInputException>(config.Validated).Message;
        message.ShouldContain("vision.channels");
        message.ShouldContain("dropout");
        message.ShouldContain("text.heads");
        message.ShouldContain("hasPooler");
        message.ShouldContain("projectionSize");
        message.ShouldContain("temperature");
    }

    [Fact]
    public void The_bound_of_parameters_lies_below_the_known_counts_and_not_far()
    {
        ResNetConfig.ResNet50.LeastParameters.ShouldBeLessThan(25_557_032);
        (SwinConfig.Tiny.LeastParameters / 27_519_354).ShouldBeInRange(0.5, 1);
        (BertConfig.Base.LeastParameters / 108_310_272).ShouldBeInRange(0.9, 1);
    }

    public static TheoryData<VisionConfig, string> WrongTowers => new()
    {
        { ResNetConfig.ResNet50 with { Layers = [1, 2] }, "vision.layers" },
        { ResNetConfig.ResNet50 with { StemKernel = 4 }, "stemKernel" },
        { SwinConfig.Tiny with { Heads = [3, 6, 12, 25] }, "vision.heads" },
        { SwinConfig.Tiny with { Heads = [3] }, "vision.depths" },
        { SwinConfig.Tiny with { ImageSize = 226 }, "patchSize" },
        { SwinConfig.Tiny with { DropPath = double.NaN }, "dropPath" },
        { VitConfig.Base32 with { ImageSize = 100 }, "patchSize" },
        { VitConfig.Base32 with { Heads = 7 }, "vision.heads" },
        { VitConfig.Base32 with { Layers = 0 }, "vision.layers" },
        { SwinConfig.Tiny with { ImageSize = 4 }, "imageSize" },
    };

    [Theory]
    [MemberData(nameof(WrongTowers))]
    public void A_wrong_tower_is_named(VisionConfig vision, string cause) =>
        Should.Throw<InvalidInputException>(() => (MedClipConfig.Film64 with { Vision = vision }).Validated()).Message.ShouldContain(cause);

    [Fact]
    public void A_wrong_text_tower_is_named()
    {
        Problem(BertConfig.Base with { VocabularySize = 1 }).ShouldContain("vocabularySize");
        Problem(BertConfig.Base with { SegmentKinds = 0 }).ShouldContain("segmentKinds");
        Problem(BertConfig.Base with { Layers = 1 }).ShouldContain("text.layers");

        static string Problem(BertConfig text) =>
            Should.Throw<InvalidInputException>(() => (MedClipConfig.Film64 with { Text = text }).Validated()).Message;
    }
}
