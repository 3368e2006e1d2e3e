using MedClip.Data;

namespace MedClip.Cli;

/// <summary>Options of <c>medclip leaks</c>.</summary>
/// <param name="Tables">One table with splits, or several.</param>
/// <param name="Root">The folder that paths start from; null: each table's own.</param>
/// <param name="Output">Where all leaks are written as CSV; null: nowhere.</param>
/// <param name="Check">What is compared.</param>
internal sealed record LeaksOptions(IReadOnlyList<string> Tables, string? Root, string? Output, LeakOptions Check);

/// <summary>Looks for patients, studies and films that stand on two sides. Finding one is failure.</summary>
internal sealed class LeaksCommand(CliConsole console) : ICliCommand<LeaksOptions>
{
    private const int Shown = 20;

    public async Task<CommandOutcome> RunAsync(LeaksOptions options, CancellationToken cancellation)
    {
        var reading = new ImageTableOptions { MissingFiles = MissingFiles.DoNotCheck, DuplicatePaths = DuplicatePaths.KeepFirst };
        ImageTable[] tables = [.. options.Tables.Select(path => ImageTable.LoadOrList(path, options.Root, reading))];
        LeakReport report = await Task.Run(() => LeakChecker.Check(tables, options.Check, null, cancellation), cancellation).ConfigureAwait(false);
        foreach (LeakKind kind in Enum.GetValues<LeakKind>())
        {
            console.Out.WriteLine($"{Name(kind),-18}{report.Count(kind),8}");
        }

        foreach (Leak leak in report.Leaks.Take(Shown))
        {
            console.Out.WriteLine($"{Name(leak.Kind)} ({leak.Shared}): {leak.First} in {leak.FirstSide}, {leak.Second} in {leak.SecondSide}");
        }

        if (report.Leaks.Count > Shown)
        {
            console.Out.WriteLine($"… and {report.Leaks.Count - Shown} more{(options.Output is null ? "; --output writes all" : "")}");
        }

        if (report.Unreadable.Count > 0)
        {
            console.Warn($"{report.Unreadable.Count} films could not be read and were not compared; the first is {report.Unreadable[0].Name}: {report.Unreadable[0].Reason}");
        }

        if (options.Output is { } output)
        {
            CsvOutput.Write(output, ["kind", "shared", "first", "first_side", "second", "second_side"], report.Leaks.Select(leak =>
                (IReadOnlyList<string>)[Name(leak.Kind), leak.Shared, leak.First, leak.FirstSide, leak.Second, leak.SecondSide]));
        }

        console.Say($"{report.Films} films compared, {report.Leaks.Count} leaks");
        return report.Leaks.Count == 0 ? CommandOutcome.Success : CommandOutcome.Failed;
    }

    private static string Name(LeakKind kind) => kind switch
    {
        LeakKind.Patient => "patient",
        LeakKind.Study => "study",
        LeakKind.SameFile => "same file",
        _ => "near-duplicate",
    };
}
