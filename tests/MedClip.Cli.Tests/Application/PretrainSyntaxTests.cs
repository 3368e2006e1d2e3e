using System.CommandLine;
using MedClip.Data;

namespace MedClip.Cli.Tests;

public class PretrainSyntaxTests
{
    private static PretrainOptions Bind(params string[] arguments)
    {
        var syntax = new PretrainSyntax();
        var root = new RootCommand { syntax };
        ParseResult parsed = root.Parse(["pretrain", .. arguments], new ParserConfiguration { ResponseFileTokenReplacer = null });
        parsed.Errors.ShouldBeEmpty();
        return syntax.Bind(parsed);
    }

    [Fact]
    public void Every_option_reaches_its_place()
    {
        PretrainOptions options = Bind(
            "--images", "a.csv", "--images", "b.csv", "--image-root", "films", "--reports", "r.csv", "--reports", "q.csv",
            "--output", "run", "--config", "tiny", "--set", "batch=3", "--set", "name=a=b", "--epochs", "7", "--batch", "12", "--seed", "99",
            "--split-column", "fold", "--precision", "bf16", "--behaviour", "paper", "--pair-column", "study", "--init-vision", "v", "--init-text", "t",
            "--sampling", "reference", "--film-sampling", "rarity", "--hard-share", "0.25", "--cache", "films.cache", "--unreadable", "refuse", "--resume", "--dry-run");

        options.Images.ShouldBe(["a.csv", "b.csv"]);
        options.ImageRoot.ShouldBe("films");
        options.Reports.ShouldBe(["r.csv", "q.csv"]);
        options.Sentences.ShouldBeEmpty();
        options.Output.ShouldBe("run");
        options.Config.ShouldBe("tiny");
        options.Settings.ShouldBe([new("batch", "3"), new("name", "a=b")]);
        options.Epochs.ShouldBe(7);
        options.Batch.ShouldBe(12);
        options.Seed.ShouldBe(99ul);
        options.SplitColumn.ShouldBe("fold");
        options.ValidationFraction.ShouldBeNull();
        options.Precision.ShouldBe(PrecisionChoice.BFloat16);
        options.Behaviour.ShouldBe(Behaviour.Paper);
        options.PairColumn.ShouldBe("study");
        options.Sampling.ShouldBe(SentenceSampling.Reference);
        options.FilmSampling.ShouldBe(ImageSampling.ByRarity);
        options.HardShare.ShouldBe(0.25);
        options.Cache.ShouldBe("films.cache");
        options.InitVision.ShouldBe("v");
        options.InitText.ShouldBe("t");
        options.Unreadable.ShouldBe(UnreadablePictures.Refuse);
        options.Resume.ShouldBeTrue();
        options.DryRun.ShouldBeTrue();
    }

    [Fact]
    public void What_is_not_given_is_left_to_the_configuration_and_the_data()
    {
        PretrainOptions options = Bind("--images", "a.csv", "--sentences", "s.csv", "--output", "run");

        options.Images.ShouldBe(["a.csv"]);
        options.Reports.ShouldBeEmpty();
        options.ShouldBe(new PretrainOptions
        {
            Images = options.Images,
            Reports = options.Reports,
            Sentences = options.Sentences,
            Settings = options.Settings,
            Output = "run",
            Unreadable = UnreadablePictures.Skip,
        });
    }

    [Fact]
    public void A_fraction_of_patients_is_read_without_regard_to_culture() =>
        Bind("--images", "a.csv", "--reports", "r.csv", "--output", "run", "--validation-fraction", "0.25").ValidationFraction.ShouldBe(0.25);
}
