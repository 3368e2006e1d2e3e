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

    /// <summary>The geometry of space and loss, over the findings that are evaluated.</summary>
    public LossGeometry Geometry() => LossGeometry.Measure(
        space.Test.Points, [.. space.Test.Labels.Select(Evaluated)], Points.Of(TextFlat, space.Test.Points.Dimensions), [.. TextLabels.Select(Evaluated)]);

    /// <summary>Films with exactly one finding, coloured by it.</summary>
    public EmbeddingPlot Plot(EmbeddedFilms embedded, string model, CancellationToken cancellation) =>
        FilmPlane.Of(embedded, space.Findings, model, new PlaneOptions { Seed = plan.Seed }, cancellation);

    private FindingLabels Evaluated(FindingLabels labels) => new(space.Findings, [.. space.Findings.Select(finding => labels[finding])]);

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
