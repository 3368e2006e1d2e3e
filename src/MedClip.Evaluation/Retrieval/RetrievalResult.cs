namespace MedClip.Evaluation;

/// <summary>Retrieval at a cut.</summary>
/// <param name="K">How many of the nearest texts count.</param>
/// <param name="Precision">P@K: the mean share of relevant texts among them.</param>
/// <param name="Recall">R@K: the mean share of the relevant texts that are among them.</param>
/// <param name="Hit">The share of films with a relevant text among them.</param>
public sealed record RetrievalAtK(int K, double Precision, double Recall, double Hit);

/// <summary>The result of <see cref="RetrievalProtocol"/>.</summary>
/// <param name="Queries">Films that asked: those with at least one present finding.</param>
/// <param name="Items">Texts that were ranked.</param>
/// <param name="Rule">When a text is relevant.</param>
/// <param name="AtK">Precision, recall and hits at each cut.</param>
/// <param name="ChancePrecision">What a random order gets as precision at any cut: the mean share of relevant texts.</param>
/// <param name="MeanAveragePrecision">mAP over films with a relevant text.</param>
/// <param name="MeanReciprocalRank">The mean of one over the rank of the first relevant text.</param>
public sealed record RetrievalResult(
    int Queries, int Items, RelevanceRule Rule, IReadOnlyList<RetrievalAtK> AtK, double ChancePrecision, double MeanAveragePrecision, double MeanReciprocalRank);
