using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>Says what each sentence of a table asserts of its given concept; the rows keep their order and their ids.</summary>
internal sealed class AssertCommand(CliConsole console) : ICliCommand<AssertOptions>
{
    private static readonly string[] Header = ["id", "assertion", "temporality", "experiencer", "trigger", "rule"];

    public Task<CommandOutcome> RunAsync(AssertOptions options, CancellationToken cancellation)
    {
        AssertionRules rules = options.Rules is null ? AssertionRules.Default : AssertionRules.Default.With(AssertionRules.Load(options.Rules).Rules);
        var asserter = new ConceptAsserter(rules);
        int count = 0;
        var lacking = new List<int>();
        CsvOutput.Write(options.Output, Header, Rows());
        if (lacking.Count > 0)
        {
            string more = lacking.Count > 5 ? ", …" : "";
            console.Warn($"{options.Input}: {lacking.Count} sentences do not hold their concept (line {string.Join(", ", lacking.Take(5))}{more}); their cells stay blank");
        }

        console.Say($"{count} sentences: {options.Output}");
        return Task.FromResult(CommandOutcome.Success);

        IEnumerable<IReadOnlyList<string>> Rows()
        {
            foreach ((int line, string[] fields) in TabFile.Rows(options.Input, fields: 3))
            {
                cancellation.ThrowIfCancellationRequested();
                count++;
                TextSpan? concept = GivenConcept.Find(fields[2], fields[1]);
                if (concept is null)
                {
                    lacking.Add(line);
                }

                yield return concept is { } span ? Row(fields[0], fields[2], asserter.Assert(fields[2], span)) : [fields[0], "", "", "", "", ""];
            }
        }
    }

    private static string[] Row(string id, string sentence, ConceptAssertion found) =>
    [
        id,
        found.Assertion.Presence.ToString().ToLowerInvariant(),
        found.Assertion.Temporality.ToString().ToLowerInvariant(),
        found.Assertion.Experiencer.ToString().ToLowerInvariant(),
        string.Join(" | ", found.Triggers.Select(trigger => trigger.Span.Of(sentence))),
        string.Join(" | ", found.Triggers.Select(trigger => RuleText.Of(trigger.Rule))),
    ];
}
