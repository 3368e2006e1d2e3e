using MedClip.Data;

namespace MedClip.Cli;

/// <summary>The films that could be read, with their embeddings.</summary>
/// <param name="Table">The table or folder they come from.</param>
/// <param name="Films">The films that could be read, in the table's order.</param>
/// <param name="Embeddings">One unit embedding for each of them.</param>
/// <param name="Refused">What was left out, with the reason.</param>
internal sealed record EmbeddedFilms(
    ImageTable Table, IReadOnlyList<ImageRecord> Films, IReadOnlyList<float[]> Embeddings, IReadOnlyList<string> Refused)
{
    /// <summary>Pictures that are no chest films by the checkpoint's gate, and left out.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];
}
