using MedClip.Data;

namespace MedClip.Cli;

/// <summary>Writes a phantom set: films, their labels and, apart from them, reports.</summary>
internal sealed class PhantomCommand(CliConsole console, TimeProvider clock) : ICliCommand<PhantomOptions>
{
    public async Task<CommandOutcome> RunAsync(PhantomOptions options, CancellationToken cancellation)
    {
        var set = new PhantomSet(new SeedSequence(options.Seed), new PhantomSetOptions { Films = options.Count });
        await console.TrackAsync("drawing films", display => Task.Run(
            () =>
            {
                set.Write(options.Output, new Progress(display, options.Count, new Pace("films", clock)), cancellation);
                return options.Count;
            },
            cancellation)).ConfigureAwait(false);
        console.Say($"{options.Count} films with labels.csv, {options.Count} reports in reports.csv, and pairs.csv: {options.Output}");
        return CommandOutcome.Success;
    }

    private sealed class Progress(IProgressDisplay display, int total, Pace pace) : IProgress<int>
    {
        public void Report(int value) => display.Report(value, total, pace.Tell(value, total));
    }
}
