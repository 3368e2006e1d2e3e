using System.CommandLine;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary><c>medclip probe CKPT --images TABLE.csv --output DIR</c></summary>
internal sealed class ProbeSyntax : CommandSyntax<ProbeOptions>
{
    private static readonly SgdHeadOptions Descent = new();

    private readonly Argument<string> checkpoint = Declare.Positional("CKPT", "Run folder (its best checkpoint, else its last) or checkpoint folder; its towers stay frozen.");
    private readonly ImageInputSyntax images = new(required: true);
    private readonly Option<string?> test = Declare.Text("--test", "TABLE.csv", "Labelled films of other patients to test on (default: the rows that a column 'split' calls test, else --test-fraction of the patients).");
    private readonly Option<double?> fraction = Declare.Fraction("--test-fraction", "Share of the patients that test (default 0.2).");
    private readonly Option<string?> output = Declare.Text("--output", "DIR", "Folder for the probe, which medclip classify applies, report.html and report.json.", required: true);
    private readonly Option<string?> findings = Declare.Text("--findings", "a,b,c", "Findings to learn (default: all that the table labels).");
    private readonly Option<ProbeHeadKind?> head = Declare.Choice("--head", "logistic: L2-regularized logistic regression (default); sgd: a head trained by stochastic gradient descent.", ("logistic", ProbeHeadKind.Logistic), ("sgd", ProbeHeadKind.Sgd));
    private readonly Option<bool> multiClass = Declare.Flag("--multi-class", "Learn the one finding of each film (softmax); films with none or several of the findings are left out.");
    private readonly Option<double?> strength = Declare.Number("--strength", "C of logistic regressions, above 0; small is strongly regularized (default: chosen over patient-wise folds).", value => value > 0, "a number above 0");
    private readonly Option<int?> epochs = Declare.WholeNumber("--epochs", $"sgd: passes over the films (default {Descent.Epochs}).", atLeast: 1);
    private readonly Option<int?> batch = Declare.WholeNumber("--batch", $"sgd: films a step (default {Descent.Batch}).", atLeast: 1);
    private readonly Option<double?> rate = Declare.Number("--learning-rate", "sgd: the first step size, which falls to 0 (default 0.1).", value => value > 0, "a number above 0");
    private readonly Option<string?> features = Declare.Text("--features", "DIR", "Folder that keeps the films' embeddings for the next probe (default: the output's own).");
    private readonly Option<ulong?> seed = Declare.Seed("Of the split and of sgd (default 0).");
    private readonly ComputeSyntax compute = new();

    public ProbeSyntax()
        : base("probe", "Learn a linear classifier on the frozen embeddings of labelled films.")
    {
        Add(checkpoint);
        images.AddTo(this);
        foreach (Option option in (Option[])[test, fraction, output, findings, head, multiClass, strength, epochs, batch, rate, features, seed])
        {
            Add(option);
        }

        compute.AddTo(this);
        Validators.Add(result =>
        {
            bool sgd = result.GetResult(head)?.Tokens is [{ Value: var word }] && word.Equals("sgd", StringComparison.OrdinalIgnoreCase);
            if (!sgd && new Option[] { epochs, batch, rate }.FirstOrDefault(o => result.GetResult(o) is not null) is { } descent)
            {
                result.AddError($"{descent.Name} is for --head sgd.");
            }

            if (sgd && result.GetResult(strength) is not null)
            {
                result.AddError("--strength is for --head logistic.");
            }

            if (result.GetResult(test) is not null && result.GetResult(fraction) is not null)
            {
                result.AddError("--test and --test-fraction exclude each other; give one of them.");
            }
        });
    }

    public override ProbeOptions Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetRequiredValue(checkpoint),
        Images = images.Bind(parsed)!,
        Test = parsed.GetValue(test),
        TestFraction = parsed.GetValue(fraction) ?? 0.2,
        Output = parsed.GetRequiredValue(output)!,
        Findings = parsed.GetValue(findings)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Head = parsed.GetValue(head) ?? ProbeHeadKind.Logistic,
        MultiClass = parsed.GetValue(multiClass),
        Strength = parsed.GetValue(strength),
        Descent = Descent with
        {
            MultiClass = parsed.GetValue(multiClass), Epochs = parsed.GetValue(epochs) ?? Descent.Epochs, Batch = parsed.GetValue(batch) ?? Descent.Batch,
            LearningRate = parsed.GetValue(rate) ?? Descent.LearningRate, Seed = parsed.GetValue(seed) ?? 0,
        },
        Features = parsed.GetValue(features),
        Seed = parsed.GetValue(seed) ?? 0,
        Compute = compute.Bind(parsed),
    };
}
