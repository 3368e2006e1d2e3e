namespace MedClip.Evaluation;

/// <summary>A film of the report.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Png">A small PNG picture of it; empty for none.</param>
/// <param name="Present">The findings that its labels say are present.</param>
/// <param name="Scores">The findings with the highest scores, falling.</param>
/// <param name="Texts">The texts nearest to it, nearest first; may be empty.</param>
public sealed record ExampleFilm(
    string Name, byte[] Png, IReadOnlyList<Finding> Present, IReadOnlyList<ExampleScore> Scores, IReadOnlyList<ExampleText> Texts);

/// <summary>A score of an example.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Score">Its score; only the order within one finding means something.</param>
public sealed record ExampleScore(Finding Finding, double Score);

/// <summary>A text that an example found.</summary>
/// <param name="Text">The text.</param>
/// <param name="Similarity">Its cosine with the film, in [−1, 1].</param>
/// <param name="Relevant">Whether it shares a finding with the film.</param>
public sealed record ExampleText(string Text, double Similarity, bool Relevant);
