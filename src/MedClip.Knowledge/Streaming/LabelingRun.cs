namespace MedClip.Knowledge;

/// <summary>
/// Labels all reports of a source and writes them in their order, in flat memory. Each thread reads a batch, labels it, encodes it, and waits for its
/// turn to write. The outputs are the same for any number of threads.
/// </summary>
/// <param name="labeler">Labels.</param>
/// <param name="reader">The source.</param>
/// <param name="outputs">Where the labels go.</param>
/// <param name="options">How; null for the defaults.</param>
public sealed class LabelingRun(ReportLabeler labeler, ReportReader reader, IReadOnlyList<LabelOutput> outputs, LabelingRunOptions? options = null)
{
    private const int BatchReports = 256, BatchCharacters = 1 << 20;

    private readonly LabelingRunOptions options = options ?? new LabelingRunOptions();
    private readonly bool needsEvidence = outputs.Any(output => output.Format.NeedsEvidence);
    private readonly Lock readGate = new();
    private readonly object writeGate = new();
    private IEnumerator<ReportDocument>? source;
    private long batchesRead, batchesWritten, reports, blank, lastCheckpoint;
    private bool ended;
    private Exception? failure;

    private sealed class Batch(int outputs)
    {
        public long Number { get; set; }

        public List<ReportDocument> Reports { get; } = new(BatchReports);

        public MemoryStream[] Encoded { get; } = [.. Enumerable.Range(0, outputs).Select(_ => new MemoryStream())];
    }

    /// <summary>Runs to the end. May be called once.</summary>
    /// <param name="progress">Hears how far the run is, from several threads, one at a time.</param>
    /// <param name="cancellation">Stops between batches. What is written by then stays when the run has a checkpoint.</param>
    /// <exception cref="InvalidInputException">A report is malformed; nothing is left behind.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public LabelingSummary Execute(Action<LabelingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        try
        {
            Begin(cancellation);
            Task[] others = [.. Enumerable.Range(1, options.Threads - 1).Select(_ => Task.Factory.StartNew(
                () => Work(progress, cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
            Work(progress, cancellation);
            Task.WaitAll(others, CancellationToken.None);
            if (failure is not null)
            {
                throw failure is InvalidInputException ? failure : new AggregateException(failure);
            }

            cancellation.ThrowIfCancellationRequested();
            WriteFooters();
        }
        catch (OperationCanceledException) when (options.Checkpoint is not null && reports > 0)
        {
            SaveState();
            DisposeOutputs();
            throw;
        }
        catch
        {
            foreach (LabelOutput output in outputs)
            {
                output.Discard();
            }

            options.Checkpoint?.Delete();
            throw;
        }

        options.Checkpoint?.Delete();
        var summary = new LabelingSummary(reports, blank);
        progress?.Invoke(new LabelingProgress(reports, 1, IsComplete: true));
        return summary;
    }

    private void Begin(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        IReadOnlyList<long>? lengths = options.Checkpoint?.Lengths;
        using var header = new MemoryStream();
        for (int i = 0; i < outputs.Count; i++)
        {
            outputs[i].Open(lengths?[i]);
            if (lengths is null)
            {
                outputs[i].EncodeHeader(header);
                outputs[i].Write(header);
            }
        }

        source = reader.Read().GetEnumerator();
        (reports, blank) = lengths is null ? (0, 0) : (options.Checkpoint!.Reports, options.Checkpoint.Blank);
        for (long skipped = 0; skipped < reports; skipped++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!source.MoveNext())
            {
                throw new InvalidInputException($"The input has {skipped} reports, but {reports} of it were labelled already: it is not the same. Start again without --resume.");
            }
        }

        lastCheckpoint = Environment.TickCount64;
    }

    private void Work(Action<LabelingProgress>? progress, CancellationToken cancellation)
    {
        var batch = new Batch(outputs.Count);
        var labels = new LabelValue[BatchReports * labeler.Findings.Count];
        var labeled = new LabeledDocument[BatchReports];
        try
        {
            while (ReadNext(batch, cancellation))
            {
                Label(batch, labels, labeled);
                for (int i = 0; i < outputs.Count; i++)
                {
                    outputs[i].Encode(labeled.AsSpan(0, batch.Reports.Count), batch.Encoded[i]);
                }

                if (!WriteInTurn(batch, progress))
                {
                    return;
                }
            }
        }
#pragma warning disable CA1031 // Another thread may wait for this one's turn; the caller gets the error.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fail(e);
        }
    }

    private bool ReadNext(Batch batch, CancellationToken cancellation)
    {
        lock (readGate)
        {
            batch.Reports.Clear();
            int characters = 0;
            while (!ended && batch.Reports.Count < BatchReports && characters < BatchCharacters)
            {
                if (cancellation.IsCancellationRequested || !source!.MoveNext())
                {
                    ended = true;
                    break;
                }

                batch.Reports.Add(source.Current);
                characters += source.Current.Report.Text.Length;
            }

            batch.Number = batchesRead;
            batchesRead += batch.Reports.Count > 0 ? 1 : 0;
            return batch.Reports.Count > 0;
        }
    }

    private void Label(Batch batch, LabelValue[] labels, LabeledDocument[] labeled)
    {
        int width = labeler.Findings.Count;
        for (int i = 0; i < batch.Reports.Count; i++)
        {
            ReportDocument document = batch.Reports[i];
            var room = labels.AsMemory(i * width, width);
            LabeledReport? evidence = null;
            if (document.IsBlank)
            {
                room.Span.Fill(LabelValue.NotMentioned); // also where a rule would call a text without findings "No Finding"
                evidence = needsEvidence ? labeler.Label(document.Report) : null;
            }
            else if (needsEvidence)
            {
                evidence = labeler.Label(document.Report);
                evidence.Labels.Values.CopyTo(room.Span);
            }
            else
            {
                labeler.Label(document.Report, room.Span);
            }

            labeled[i] = new LabeledDocument(document, room, evidence);
        }
    }

    private bool WriteInTurn(Batch batch, Action<LabelingProgress>? progress)
    {
        lock (writeGate)
        {
            while (batchesWritten != batch.Number && failure is null)
            {
                Monitor.Wait(writeGate);
            }

            if (failure is not null)
            {
                return false;
            }

            for (int i = 0; i < outputs.Count; i++)
            {
                outputs[i].Write(batch.Encoded[i]);
            }

            reports += batch.Reports.Count;
            blank += batch.Reports.Count(report => report.IsBlank);
            if (options.Checkpoint is not null && Environment.TickCount64 - lastCheckpoint >= options.CheckpointInterval.TotalMilliseconds)
            {
                SaveState();
            }

            progress?.Invoke(new LabelingProgress(reports, reader.FractionRead));
            batchesWritten++;
            Monitor.PulseAll(writeGate);
            return true;
        }
    }

    private void Fail(Exception e)
    {
        lock (readGate)
        {
            ended = true;
        }

        lock (writeGate)
        {
            failure ??= e;
            Monitor.PulseAll(writeGate);
        }
    }

    private void SaveState()
    {
        foreach (LabelOutput output in outputs)
        {
            output.Flush(toDisk: true);
        }

        options.Checkpoint!.Save(reports, blank, outputs.Select(output => output.Length));
        lastCheckpoint = Environment.TickCount64;
    }

    private void WriteFooters()
    {
        using var footer = new MemoryStream();
        foreach (LabelOutput output in outputs)
        {
            output.EncodeFooter(footer);
            output.Write(footer);
        }

        foreach (LabelOutput output in outputs)
        {
            output.Complete();
        }
    }

    private void DisposeOutputs()
    {
        foreach (LabelOutput output in outputs)
        {
            output.Dispose();
        }
    }
}
