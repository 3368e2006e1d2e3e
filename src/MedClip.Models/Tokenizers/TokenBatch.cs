namespace MedClip.Models;

/// <summary>Token ids of a batch of texts, row-major.</summary>
/// <param name="InputIds">Rows × Length ids; padding on the right.</param>
/// <param name="AttentionMask">Rows × Length: 1 for a token, 0 for padding.</param>
/// <param name="Rows">Number of texts.</param>
/// <param name="Length">Tokens of a row: those of the longest text.</param>
public sealed record TokenBatch(long[] InputIds, long[] AttentionMask, int Rows, int Length);
