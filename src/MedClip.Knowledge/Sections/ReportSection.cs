namespace MedClip.Knowledge;

/// <summary>A section of a report.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Header">Its header as written, without the colon; empty when it has none.</param>
/// <param name="Span">Its text, without the header, in the report's text.</param>
public readonly record struct ReportSection(SectionKind Kind, string Header, TextSpan Span);
