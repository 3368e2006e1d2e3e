using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>The protocols that look at the shared space of films and texts.</summary>
internal sealed class SpaceParts(EvaluationPlan plan, EvaluatedSpace space)
{
    private FindingLabels[] TextLabels => [.. space.Texts.Select(t => t.Labels)];

    private float[] TextFlat => [.. space.TextEmbeddings.SelectMany(e => e)];

    public RetrievalResult FilmToText() => Evaluate(() => new RetrievalProtocol().Evaluate(space.Test.Flat, space.Test.Labels, TextFlat, TextLabels));

    public IReadOnlyList<NamedRetrieval> OtherDirections() =>
    [
        new("text to film", Evaluate(() => new RetrievalProtocol().Evaluate(TextFlat, TextLabels, space.Test.Flat, space.Test.Labels))),
        new("film to film of other patients", Evaluate(() => new RetrievalProtocol().EvaluateAmongFilms(space.Test.Flat, space.Test.Labels, space.Test.Patients))),
    ];

    public IReadOnlyList<SimilarityHistogram> Similarities() => SimilarityHistogram.Of(
        space.Test.Points, space.Test.Labels, Points.Of(TextFlat, space.Test.Points.Dimensions), TextLabels, space.Findings);

    public EmbeddingPlot Plot(EmbeddedFilms embedded, string model, CancellationToken cancellation) =>
        FilmPlane.Of(embedded, space.Findings, model, new PlaneOptions { Seed = plan.Seed }, cancellation);

    private RetrievalResult Evaluate(Func<RetrievalResult> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (ArgumentException e)
        {
            throw InvalidInputException.At(plan.Images, null, e.Message, innerException: e);
        }
    }
}
