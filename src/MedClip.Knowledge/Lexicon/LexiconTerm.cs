namespace MedClip.Knowledge;

/// <summary>A term of the lexicon.</summary>
/// <param name="Finding">The finding that it belongs to.</param>
/// <param name="Pattern">The term in the pattern language: words, <c>(a|b)</c>, <c>[optional]</c>, <c>~</c> for up to five other words.</param>
/// <param name="Cui">The UMLS concept, e.g. C0018800; null when none is given.</param>
/// <param name="Role">What finding it means.</param>
/// <param name="Certainty">How certain an <see cref="TermRole.Uncertain"/> term makes the finding, in [0, 1].</param>
public sealed record LexiconTerm(Finding Finding, string Pattern, string? Cui = null, TermRole Role = TermRole.Mention, double Certainty = 0.3);
