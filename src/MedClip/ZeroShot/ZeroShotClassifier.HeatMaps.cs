namespace MedClip;

public sealed partial class ZeroShotClassifier
{
    /// <summary>Shows where in a film a finding's score comes from. A film that is refused gives a map with <see cref="HeatMap.Error"/>, not an exception.</summary>
    /// <param name="film">A file, bytes, a stream or pixels.</param>
    /// <param name="finding">One of <see cref="Findings"/> that is scored.</param>
    /// <param name="options">How the map is drawn; the defaults when null.</param>
    /// <exception cref="InvalidInputException">The finding is not scored, the largest logit of several prompts decides (<see cref="Models.PromptEnsemble.MaxLogit"/>), or an option is wrong.</exception>
    /// <exception cref="InvalidOperationException">The image tower says nothing of places.</exception>
    public HeatMap Explain(Film film, Finding finding, HeatMapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(film);
        (options ??= new HeatMapOptions()).Validate();
        int place = Findings.ToList().IndexOf(finding);
        if (place < 0 || places[place] < 0)
        {
            throw new InvalidInputException($"'{finding}' is not scored by this classifier; its findings are {string.Join(", ", Findings.Where((_, k) => places[k] >= 0))}.");
        }

        if (head!.Ensemble == Models.PromptEnsemble.MaxLogit)
        {
            throw new InvalidInputException("A heat map needs one direction for a finding, which the largest logit of several prompts has not; use MeanEmbedding or MeanLogit.");
        }

        (LocatedFilm? located, InferenceError? error) = embedder.Locate(film, head.Direction(places[place]), options.PictureSide);
        if (located is null)
        {
            return new HeatMap(film.Name, finding, null, null, 0, [], ReadOnlyMemory<byte>.Empty, error, Provenance);
        }

        float[] scores = Score(located.Embedding);
        float most = located.Map.Max();
        float[] values = [.. located.Map.Select(value => most > 0 ? value / most : 0)];
        int side = (int)Math.Round(Math.Sqrt(values.Length));
        return new HeatMap(
            film.Name, finding, scores[place], Probabilities(scores)[place], side, values, HeatMapPicture.Png(located.View, values, side, options.Strength), null, Provenance);
    }
}
