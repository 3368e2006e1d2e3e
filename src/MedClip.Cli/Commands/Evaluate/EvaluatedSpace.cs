namespace MedClip.Cli;

/// <summary>What all protocols of a plan look at: embedded once.</summary>
/// <param name="Embedder">The model.</param>
/// <param name="Findings">The findings to evaluate.</param>
/// <param name="Test">The test films.</param>
/// <param name="Train">Films of other patients; null for none.</param>
/// <param name="Texts">Texts; may be empty.</param>
/// <param name="TextEmbeddings">One for each text.</param>
internal sealed record EvaluatedSpace(
    Embedder Embedder, FindingSet Findings, LabelledPoints Test, LabelledPoints? Train, IReadOnlyList<CandidateText> Texts, IReadOnlyList<float[]> TextEmbeddings);
