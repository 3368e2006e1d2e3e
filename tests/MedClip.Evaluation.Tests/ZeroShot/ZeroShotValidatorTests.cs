using MedClip.Data;
using MedClip.Models;
using MedClip.Training;

namespace MedClip.Evaluation.Tests;

public sealed class ZeroShotValidatorTests : IDisposable
{
    private static readonly PreprocessingSpec Spec = new() { Size = 8 };
    private static readonly PromptSet Prompts = new([new(Finding.LungOpacity, ["bright", "bright film"], ["dark"]), new(Finding.Fracture, ["bright"], [])]);
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;
    private readonly WordPieceTokenizer tokenizer = new(Vocabulary.Of(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "bright", "dark", "film"]));
    private readonly BrightnessTowers towers = new(brightToken: 4);

    public void Dispose()
    {
        towers.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Bright_films_that_are_labelled_bright_give_a_mean_auc_of_one()
    {
        ValidationResult result = Validator(Films(6), n => n >= 3).Validate(towers, new ValidationMoment(1, 10), default);
        result.MetricName.ShouldBe("mean AUC");
        result.Metric.ShouldBe(1);
        result.Details.Keys.ShouldBe(["Lung Opacity"]); // No film has a fracture: it cannot be measured.
        towers.TextBatches.ShouldBe(2); // Two positive prompts and a negative one in batches of two.
        towers.ImageBatches.ShouldBe(3);
    }

    [Fact]
    public void Labels_turned_around_give_zero_and_mixed_ones_something_between()
    {
        Validator(Films(6), n => n < 3).Validate(towers, new ValidationMoment(1, 10), default).Metric.ShouldBe(0);
        Validator(Films(6), n => n % 2 == 0).Validate(towers, new ValidationMoment(1, 10), default).Metric.ShouldBe(1.0 / 3, 1e-9);
    }

    [Fact]
    public void A_film_that_cannot_be_read_is_left_out_with_its_label()
    {
        ImageRecord[] films = Films(5);
        File.WriteAllText(films[1].Path, "no picture");
        ZeroShotResult result = Validator(films, n => n is 1 or 3 or 4).Evaluate(towers);
        result.Images.ShouldBe(4);
        result.MeanAuc.ShouldBe(1);
        result.Findings[0].Positives.ShouldBe(2);
    }

    [Fact]
    public void What_cannot_be_measured_is_refused_and_makes_no_validator_for_a_run()
    {
        Should.Throw<InvalidInputException>(() => Validator(Films(3), _ => true)).Message.ShouldContain("nothing can be measured");
        Should.Throw<InvalidInputException>(() => Validator([], _ => true)).Message.ShouldContain("there are none");
        ZeroShotValidator.ForRun(Setting(Films(3), _ => true)).ShouldBeNull();
    }

    [Fact]
    public void A_run_gets_a_validator_by_the_built_in_prompts()
    {
        IValidator validator = ZeroShotValidator.ForRun(Setting(Films(4), n => n > 1))!;
        validator.Validate(towers, new ValidationMoment(1, 1), default).Details.Keys.ShouldBe(["Lung Opacity"]);
        Should.Throw<OperationCanceledException>(() => validator.Validate(towers, new ValidationMoment(1, 1), new CancellationToken(true)));
    }

    private ZeroShotValidator Validator(ImageRecord[] films, Func<int, bool> hasOpacity)
    {
        var loader = new ImageLoader(films, new ImagePreprocessor(Spec), new ImageLoaderOptions { Workers = 1, Unreadable = UnreadableImages.Skip });
        return new ZeroShotValidator(
            loader, [.. films.Select((_, n) => Labels(hasOpacity(n)))], tokenizer, Prompts, new ZeroShotValidatorOptions { BatchSize = 2, MaxTextLength = 8 });
    }

    private ValidationSetting Setting(ImageRecord[] films, Func<int, bool> hasOpacity) => new(
        [.. films.Select((film, n) => film with { Labels = Labels(hasOpacity(n)) })], FindingSet.CheXpert, tokenizer, Spec, 16, new ImageLoaderOptions { Workers = 1 });

    private static FindingLabels Labels(bool opacity) => opacity ? FindingLabels.Of(FindingSet.CheXpert, Finding.LungOpacity) : FindingLabels.None(FindingSet.CheXpert);

    // Films of rising brightness.
    private ImageRecord[] Films(int count) =>
    [
        .. Enumerable.Range(0, count).Select(n =>
        {
            string path = Path.Combine(folder, $"{n}.png");
            PngWriter.Write(path, new PixelImage(8, 8, 8, [.. Enumerable.Repeat((byte)(20 + (n * 35)), 64)]));
            return new ImageRecord($"{n}.png", path);
        }),
    ];
}
