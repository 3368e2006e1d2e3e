namespace MedClip.Training;

/// <summary>Tokenized texts of equal padded length.</summary>
/// <param name="Ids">Token numbers, U·L.</param>
/// <param name="Mask">1 for a token, 0 for padding, U·L.</param>
/// <param name="Count">U, at least 1.</param>
public sealed record TokenRows(long[] Ids, long[] Mask, int Count);
