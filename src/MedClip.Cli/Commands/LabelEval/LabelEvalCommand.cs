using System.Globalization;
using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>Prints how labels agree with gold labels.</summary>
internal sealed class LabelEvalCommand(CliConsole console) : ICliCommand<LabelEvalOptions>
{
    private const int Resamples = 1000;

    public Task<CommandOutcome> RunAsync(LabelEvalOptions options, CancellationToken cancellation)
    {
        LabelFile predicted = LabelFile.Load(options.Predicted);
        LabelFile gold = LabelFile.Load(options.Gold);
        FindingSet findings = Shared(predicted, gold, options.Findings);
        var agreement = new LabelAgreement(findings, LabelPairing.Of(predicted, gold));
        int without = gold.Rows.Count - agreement.Cases.Count;
        if (without > 0)
        {
            console.Warn($"{without} of the {gold.Rows.Count} reports of {gold.Path} are not in {predicted.Path}; they are left out");
        }

        cancellation.ThrowIfCancellationRequested();
        WriteTable(agreement);
        WriteConfusion(agreement);
        WriteErrors(agreement, options.Examples);
        return Task.FromResult(CommandOutcome.Success);
    }

    private static FindingSet Shared(LabelFile predicted, LabelFile gold, IReadOnlyList<string>? chosen)
    {
        Finding[] both = [.. predicted.Findings.Where(gold.Findings.Contains)];
        if (both.Length == 0)
        {
            throw InvalidInputException.At(gold.Path, null, $"it shares no finding with {predicted.Path}.");
        }

        return chosen is null ? new FindingSet(both) : new FindingSet(both).Subset(chosen.Select(name => FindingAliases.Resolve(name)?.Name ?? name));
    }

    private void WriteTable(LabelAgreement agreement)
    {
        console.Out.WriteLine($"{agreement.Cases.Count} reports; found means label 1");
        console.Out.WriteLine($"{"finding",-26} {"gold",6} {"P",6} {"R",6} {"F1",6} {"kappa",6}  {"tp",5} {"fp",5} {"fn",5}");
        foreach (Finding finding in agreement.Findings)
        {
            WriteCounts(finding.Name, agreement[finding]);
        }

        DetectionCounts micro = agreement.Micro;
        WriteCounts("all (micro)", micro);
        AgreementIntervals spread = agreement.Bootstrap(Resamples, new SeedSequence(0));
        console.Out.WriteLine($"micro-F1 {Number(micro.F1)} [{Number(spread.MicroLow)}, {Number(spread.MicroHigh)}], macro-F1 {Number(agreement.MacroF1)} [{Number(spread.MacroLow)}, {Number(spread.MacroHigh)}]: 95 % of {Resamples} resamples");
    }

    private void WriteCounts(string name, DetectionCounts c) => console.Out.WriteLine(
        $"{name,-26} {c.TruePositives + c.FalseNegatives,6} {Number(c.Precision),6} {Number(c.Recall),6} {Number(c.F1),6} {Number(c.Kappa),6}  {c.TruePositives,5} {c.FalsePositives,5} {c.FalseNegatives,5}");

    private void WriteConfusion(LabelAgreement agreement)
    {
        string[] values = ["1", "-1", "0", "blank"];
        int[,] table = agreement.Confusion();
        console.Out.WriteLine();
        console.Out.WriteLine($"{"label \\ gold",-12} {string.Join(' ', values.Select(value => $"{value,7}"))}");
        for (int row = 0; row < values.Length; row++)
        {
            console.Out.WriteLine($"{values[row],-12} {string.Join(' ', Enumerable.Range(0, values.Length).Select(column => $"{table[row, column],7}"))}");
        }
    }

    private void WriteErrors(LabelAgreement agreement, int examples)
    {
        if (examples == 0)
        {
            return;
        }

        console.Out.WriteLine();
        foreach (Finding finding in agreement.Findings)
        {
            WriteErrors(finding, "missed", [.. agreement.Errors(finding, missed: true)], examples);
            WriteErrors(finding, "false", [.. agreement.Errors(finding, missed: false)], examples);
        }
    }

    private void WriteErrors(Finding finding, string kind, LabelCase[] errors, int examples)
    {
        if (errors.Length > 0)
        {
            string more = errors.Length > examples ? $", … ({errors.Length})" : "";
            console.Out.WriteLine($"{finding.Name}, {kind}: {string.Join(", ", errors.Take(examples).Select(error => $"{error.Id} ({Value(error.Predicted[finding])})"))}{more}");
        }
    }

    private static string Value(LabelValue value) => value == LabelValue.NotMentioned ? "blank" : ((int)value).ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => double.IsNaN(value) ? "-" : value.ToString("0.000", CultureInfo.InvariantCulture);
}
