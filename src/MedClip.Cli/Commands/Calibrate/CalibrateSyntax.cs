using System.CommandLine;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary><c>medclip calibrate CKPT --images LABELS.csv [--method platt|temperature|isotonic] [--folds N] [--report DIR] …</c></summary>
internal sealed class CalibrateSyntax : CommandSyntax<CalibrateOptions>
{
    private readonly Argument<string> checkpoint = Declare.Positional("CKPT", "Run folder (its best checkpoint, else its last) or checkpoint folder; its manifest is changed.");
    private readonly ImageInputSyntax images = new(required: true);
    private readonly Option<string?> findings = Declare.Text("--findings", "a,b,c", "Findings to calibrate (default: those that the model learned and the table labels).");
    private readonly Option<string?> prompts = Declare.Text("--prompts", "FILE.json", "Prompts by finding (default: the built-in ones; builtin:NAME for another bank). Probabilities are given for the same prompts only.");
    private readonly Option<CalibrationMethod?> method = Declare.Choice(
        "--method", "How the map is fitted (default platt).",
        ("platt", CalibrationMethod.Platt), ("temperature", CalibrationMethod.Temperature), ("isotonic", CalibrationMethod.Isotonic));

    private readonly Option<int?> folds = Declare.WholeNumber("--folds", "Parts into which patients are dealt; each is judged by a map of the others (default 5).", 2);
    private readonly Option<int?> atLeast = Declare.WholeNumber("--at-least", "Films with a finding, and films without it, that a map needs (default 10).", 2);
    private readonly Option<TrainedPatients?> trained = Declare.Choice(
        "--trained-patients", "Films of patients whom the run trained on, where its folder tells: refuse (default), skip, or accept.",
        ("refuse", TrainedPatients.Refuse), ("skip", TrainedPatients.Skip), ("accept", TrainedPatients.Accept));

    private readonly Option<string?> report = Declare.Text("--report", "DIR", "Folder for report.html and report.json.");
    private readonly Option<bool> dryRun = Declare.Flag("--dry-run", "Judge only; leave the manifest as it is.");
    private readonly ComputeSyntax compute = new();

    public CalibrateSyntax()
        : base("calibrate", "Fit probabilities to zero-shot scores on labelled films of other patients, and keep them with the weights.")
    {
        Add(checkpoint);
        images.AddTo(this);
        Add(findings);
        Add(prompts);
        Add(method);
        Add(folds);
        Add(atLeast);
        Add(trained);
        Add(report);
        Add(dryRun);
        compute.AddTo(this);
    }

    public override CalibrateOptions Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetRequiredValue(checkpoint),
        Images = images.Bind(parsed)!,
        Findings = parsed.GetValue(findings)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Prompts = parsed.GetValue(prompts),
        Fit = new CrossFitOptions
        {
            Method = parsed.GetValue(method) ?? CalibrationMethod.Platt,
            Folds = parsed.GetValue(folds) ?? new CrossFitOptions().Folds,
            MinimumOfEach = parsed.GetValue(atLeast) ?? new CrossFitOptions().MinimumOfEach,
        },
        Trained = parsed.GetValue(trained) ?? TrainedPatients.Refuse,
        Report = parsed.GetValue(report),
        DryRun = parsed.GetValue(dryRun),
        Compute = compute.Bind(parsed),
    };
}
