namespace MedClip.Knowledge;

/// <summary>A row of <c>MRCONSO.RRF</c>: one name of a concept in one source.</summary>
/// <param name="Cui">The concept (CUI).</param>
/// <param name="Text">The name (STR).</param>
/// <param name="Language">Its language (LAT), e.g. ENG.</param>
/// <param name="Source">Its source (SAB), e.g. SNOMEDCT_US.</param>
/// <param name="TermType">Its type in the source (TTY), e.g. PT.</param>
/// <param name="IsPreferred">Whether it is the concept's preferred name (TS = P, STT = PF, ISPREF = Y).</param>
/// <param name="IsSuppressed">Whether it is obsolete or otherwise suppressed (SUPPRESS other than N).</param>
public sealed record UmlsAtom(string Cui, string Text, string Language, string Source, string TermType, bool IsPreferred, bool IsSuppressed);

/// <summary>A row of <c>MRSTY.RRF</c>: a semantic type of a concept.</summary>
/// <param name="Cui">The concept (CUI).</param>
/// <param name="Tui">The type (TUI), e.g. T047.</param>
/// <param name="Name">What it is called (STY), e.g. "Disease or Syndrome".</param>
public sealed record UmlsSemanticType(string Cui, string Tui, string Name);
