namespace MedClip.Knowledge;

/// <summary>Reads reports and puts the concepts into them that MetaMap found.</summary>
/// <param name="inner">Reads the reports; disposed with this reader.</param>
/// <param name="concepts">MetaMap's output for them.</param>
public sealed class AnnotatedReportReader(ReportReader inner, MetaMapOutput concepts) : ReportReader
{
    /// <inheritdoc/>
    public override string IdName => inner.IdName;

    /// <inheritdoc/>
    public override double? FractionRead => inner.FractionRead;

    /// <inheritdoc/>
    public override ReportFormat Format => inner.Format;

    /// <inheritdoc/>
    public override IEnumerable<ReportDocument> Read() => inner.Read().Select(document => document with { Report = concepts.Annotate(document.Id, document.Report) });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }
    }
}
