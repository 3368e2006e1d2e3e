namespace MedClip.Knowledge;

/// <summary>How labelled reports are written. Without state: batches are written by several threads, and joined in the order of the reports.</summary>
public abstract class LabelFormat
{
    /// <summary>Whether it writes sentences or mentions, which cost time to collect.</summary>
    public abstract bool NeedsEvidence { get; }

    /// <summary>Writes what comes before the first report.</summary>
    /// <param name="output">Receives UTF-8.</param>
    public virtual void WriteHeader(Stream output)
    {
    }

    /// <summary>Writes reports.</summary>
    /// <param name="output">Receives UTF-8.</param>
    /// <param name="reports">The reports, in order.</param>
    public abstract void Write(Stream output, ReadOnlySpan<LabeledDocument> reports);

    /// <summary>Writes what comes behind the last report.</summary>
    /// <param name="output">Receives UTF-8.</param>
    public virtual void WriteFooter(Stream output)
    {
    }
}
