using MedClip.Data;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>The accuracy of prompts on an evaluation set.</summary>
/// <param name="embedder">The model.</param>
internal sealed class PaperZeroShot(Embedder embedder)
{
    private readonly Dictionary<string, float[]> known = new(StringComparer.Ordinal);

    /// <summary>The share of films that are called right: the class of the highest logit, or, of one class, whether the positive prompts outweigh the negative ones.</summary>
    /// <param name="set">The set.</param>
    /// <param name="films">Its embedded test films.</param>
    /// <param name="prompts">The prompts of its classes.</param>
    /// <param name="ensemble">How prompts are joined.</param>
    public double Accuracy(EvaluationSet set, EmbeddedFilms films, PromptSet prompts, PromptEnsemble ensemble)
    {
        // The temperature changes no order.
        var head = new ZeroShotHead(prompts, texts => [.. Embed(texts).SelectMany(e => e)], logitScale: 1, ensemble, paired: set.IsBinary);
        return Enumerable.Range(0, films.Films.Count).Count(i => IsRight(set, films.Films[i], head.Score(films.Embeddings[i]))) / (double)films.Films.Count;
    }

    private static bool IsRight(EvaluationSet set, ImageRecord film, float[] scores) => set.IsBinary
        ? scores[0] > 0 == (film.Labels![set.Classes[0]] == LabelValue.Positive)
        : film.Labels![set.Classes[Array.IndexOf(scores, scores.Max())]] == LabelValue.Positive;

    // Each prompt once, however often it is drawn.
    private IEnumerable<float[]> Embed(IReadOnlyList<string> texts)
    {
        string[] unknown = [.. texts.Where(text => !known.ContainsKey(text)).Distinct()];
        IReadOnlyList<float[]> fresh = unknown.Length == 0 ? [] : embedder.EmbedTexts(unknown);
        for (int i = 0; i < unknown.Length; i++)
        {
            known[unknown[i]] = fresh[i];
        }

        return texts.Select(text => known[text]);
    }
}
