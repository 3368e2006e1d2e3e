namespace MedClip.Knowledge;

/// <summary>A sentence as a range of tokens.</summary>
/// <param name="First">Index of its first token, list markers left out.</param>
/// <param name="End">Index just behind its last token, closing punctuation included.</param>
internal readonly record struct SentenceTokens(int First, int End);
