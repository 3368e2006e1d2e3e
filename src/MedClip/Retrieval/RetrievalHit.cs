namespace MedClip;

/// <summary>An item that a query found.</summary>
/// <param name="Index">Its place among the items.</param>
/// <param name="Item">The item's text or path.</param>
/// <param name="Similarity">The cosine with the query, in [−1, 1].</param>
public sealed record RetrievalHit(int Index, string Item, float Similarity);
