using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip finetune CKPT --images TABLE.csv --output RUN</c></summary>
internal sealed class FinetuneSyntax : CommandSyntax<FinetuneOptions>
{
    private readonly Argument<string> checkpoint = Declare.Positional("CKPT", "Run folder (its best checkpoint, else its last) or checkpoint folder to start from; architecture and preprocessing stay its own.");
    private readonly Option<string[]> images = Declare.Texts("--images", "TABLE.csv", "Table of labelled films: path, optional patient and split, finding columns; may be repeated.", required: true);
    private readonly Option<string?> imageRoot = Declare.Text("--image-root", "DIR", "Folder that the tables' paths start from (default: each table's own folder).");
    private readonly Option<string?> output = Declare.Text("--output", "RUN", "Run folder, which medclip classify applies.", required: true);
    private readonly Option<int?> epochs = Declare.WholeNumber("--epochs", "Passes over the films (default 10).", atLeast: 1);
    private readonly Option<int?> batch = Declare.WholeNumber("--batch", "Films a step (default 32).", atLeast: 1);
    private readonly Option<double?> rate = Declare.Number("--learning-rate", "The full learning rate (default 1e-4).", value => value > 0, "a number above 0");
    private readonly Option<int?> freeze = Declare.WholeNumber("--freeze-epochs", "Epochs at the start in which the tower rests and the head alone learns (default 0; as many as --epochs trains the head alone, as the paper does).", atLeast: 0);
    private readonly Option<bool> multiClass = Declare.Flag("--multi-class", "Learn the one finding of each film (softmax); films with none or several are left out.");
    private readonly Option<double?> fraction = Declare.Fraction("--validation-fraction", "Share of the patients that validate (default 0.1).");
    private readonly Option<string?> splitColumn = Declare.Text("--split-column", "C", "Column of the tables that says train or validate.");
    private readonly Option<ulong?> seed = Declare.Seed("The one seed of the run (default 0).");
    private readonly Option<PrecisionChoice?> precision = Declare.Choice("--precision", "Arithmetic of the tower (default auto: what this processor is fast at).", ("fp32", PrecisionChoice.Float32), ("bf16", PrecisionChoice.BFloat16), ("auto", PrecisionChoice.Auto));
    private readonly Option<string?> device = Declare.Device();
    private readonly Option<string[]> settings = Declare.Texts("--set", "key=value", "One setting of the training configuration; may be repeated, the last one counts.");
    private readonly Option<bool> resume = Declare.Flag("--resume", "Go on from the run's last checkpoint.");
    private readonly PictureProblemSyntax problems = new();

    public FinetuneSyntax()
        : base("finetune", "Train the whole image tower of a checkpoint, and a classifier on it, on labels.")
    {
        Add(checkpoint);
        foreach (Option option in (Option[])[images, imageRoot, output, epochs, batch, rate, freeze, multiClass, fraction, splitColumn, seed, precision, device, settings, resume])
        {
            Add(option);
        }

        problems.AddTo(this);
        SettingPairs.Check(settings);
        Validators.Add(result =>
        {
            if (result.GetResult(splitColumn) is not null && result.GetResult(fraction) is not null)
            {
                result.AddError("--split-column and --validation-fraction exclude each other; give one of them.");
            }
        });
    }

    public override FinetuneOptions Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetRequiredValue(checkpoint),
        Images = parsed.GetRequiredValue(images),
        ImageRoot = parsed.GetValue(imageRoot),
        Output = parsed.GetRequiredValue(output)!,
        Epochs = parsed.GetValue(epochs) ?? 10,
        Batch = parsed.GetValue(batch) ?? 32,
        LearningRate = parsed.GetValue(rate) ?? 1e-4,
        FreezeEpochs = parsed.GetValue(freeze) ?? 0,
        MultiClass = parsed.GetValue(multiClass),
        ValidationFraction = parsed.GetValue(fraction),
        SplitColumn = parsed.GetValue(splitColumn),
        Seed = parsed.GetValue(seed) ?? 0,
        Precision = parsed.GetValue(precision),
        Device = parsed.GetValue(device),
        Settings = SettingPairs.Of(parsed.GetValue(settings) ?? []),
        Unreadable = problems.Unreadable(parsed),
        Duplicates = problems.Duplicates(parsed),
        Resume = parsed.GetValue(resume),
    };
}
