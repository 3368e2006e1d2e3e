namespace MedClip;

/// <summary>The embedding of one film, or why there is none.</summary>
/// <param name="Path">The file as it was named.</param>
/// <param name="Embedding">P numbers of length 1; null when there is an error.</param>
/// <param name="Error">Why the film was refused; null when it was not.</param>
public sealed record EmbeddedImage(string Path, float[]? Embedding, InferenceError? Error);
