namespace MedClip.Evaluation;

/// <summary>Retrieval in another direction.</summary>
/// <param name="Direction">What asks for what, e.g. "text to film".</param>
/// <param name="Result">How well.</param>
public sealed record NamedRetrieval(string Direction, RetrievalResult Result);
