using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>Labels reports one after another, in their order and in flat memory.</summary>
internal sealed class LabelCommand(CliConsole console, TimeProvider clock) : ICliCommand<LabelOptions>
{
    private const string OwnAnnotations = "bioc";

    public async Task<CommandOutcome> RunAsync(LabelOptions options, CancellationToken cancellation)
    {
        Check(options);
        if (options.Explain is { } text)
        {
            new LabelExplanation(console.Out, LabelExplanation.IsColouredHere).Write(new ReportLabeler(LabelerChoice.Of(options)).Label(text));
            return CommandOutcome.Success;
        }

        using ReportReader reader = Open(options);
        var labeler = new ReportLabeler(LabelerChoice.Of(options));
        LabelingCheckpoint? checkpoint = options.Output is null ? null : new LabelingCheckpoint(Paths.State(options.Output), RunSettings.Of(options, reader));
        if (checkpoint is not null && options.Resume && Resume(options, checkpoint))
        {
            return CommandOutcome.Success;
        }

        using var outputs = new LabelOutputs(options, reader.IdName, labeler.Findings, console);
        var run = new LabelingRun(labeler, reader, outputs.All, new LabelingRunOptions { Threads = options.Threads ?? Environment.ProcessorCount, Checkpoint = checkpoint });
        LabelingSummary summary;
        try
        {
            summary = await console.TrackAsync("labelling", display => Task.Run(() => Run(run, display, cancellation), CancellationToken.None)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (checkpoint is not null && File.Exists(Paths.State(options.Output!)))
        {
            console.Say("stopped; --resume goes on");
            throw;
        }

        if (summary.Blank > 0)
        {
            console.Warn($"{options.Input}: {summary.Blank} {(summary.Blank == 1 ? "report holds" : "reports hold")} no text; the labels stay blank");
        }

        checkpoint?.WriteRecord(Paths.Record(options.Output!), summary);
        console.Say($"{summary.Reports} reports labelled, policy {RunSettings.Spell(options.Policy)}, sections {RunSettings.Spell(LabelerChoice.SectionsOf(options))}{(options.Output is null ? "" : $": {options.Output}")}");
        return CommandOutcome.Success;
    }

    private static void Check(LabelOptions options)
    {
        if (options.Explain is not null && options.Input.Length > 0)
        {
            throw new WrongUseException("--explain takes the place of IN: name one of them.");
        }

        if (options.Resume && (options.Output is null || options.Input == "-"))
        {
            throw new WrongUseException($"--resume needs {(options.Output is null ? "--output and its file" : "a file to read, not standard input")}: a pipe cannot be continued.");
        }

        string[] files = [.. new[] { options.Input, options.Output, options.Evidence, options.Sentences }.Where(file => file is not (null or "" or "-")).Select(file => Path.GetFullPath(file!))];
        if (files.GroupBy(file => file, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new WrongUseException($"{twice.Key} is named twice; the input and each output need files of their own.");
        }
    }

    private ReportReader Open(LabelOptions options)
    {
        var reading = new ReportReadingOptions { Format = options.Format, IdColumn = options.IdColumn, TextColumns = options.TextColumns };
        ReportReader reader = options.Input == "-" ? ReportReader.Open(console.OpenInput(), "standard input", reading) : ReportReader.Open(options.Input, reading);
        if (options.Concepts is null or OwnAnnotations)
        {
            return reader.Format == ReportFormat.BioC || options.Concepts is null ? reader : throw new WrongUseException("--concepts bioc needs BioC input; for other input name MetaMap's fielded output.");
        }

        try
        {
            return new AnnotatedReportReader(reader, MetaMapOutput.Load(options.Concepts));
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Whether nothing is left to do.</summary>
    private bool Resume(LabelOptions options, LabelingCheckpoint checkpoint)
    {
        if (checkpoint.Load())
        {
            console.Say($"going on behind {checkpoint.Reports} labelled reports");
            return false;
        }

        bool complete = File.Exists(options.Output) && File.Exists(Paths.Record(options.Output!)) && checkpoint.IsRecordedIn(Paths.Record(options.Output!));
        if (complete)
        {
            console.Say($"nothing to do: {options.Output} is complete");
        }

        return complete;
    }

    private LabelingSummary Run(LabelingRun run, IProgressDisplay display, CancellationToken cancellation)
    {
        var pace = new Pace("reports", clock);
        return run.Execute(
            progress =>
            {
                long total = progress.IsComplete ? progress.Reports
                    : progress.Fraction is > 0 and var fraction ? Math.Max(progress.Reports + 1, (long)(progress.Reports / fraction)) : 0;
                display.Report(progress.Reports, total, pace.Tell(progress.Reports, total));
            },
            cancellation);
    }

    private static class Paths
    {
        public static string State(string output) => output + ".partial.json";

        public static string Record(string output) => output + ".json";
    }
}
