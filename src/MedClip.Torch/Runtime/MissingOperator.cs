namespace MedClip.Torch;

/// <summary>An operator that the loaded libtorch lacks.</summary>
/// <param name="Name">Its name in libtorch's schemas.</param>
/// <param name="Replacement">What is computed in its place; null if calls of it fail.</param>
public sealed record MissingOperator(string Name, string? Replacement);
