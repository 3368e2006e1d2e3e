using MedClip.Data;
using MedClip.Evaluation;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>The protocols that score findings.</summary>
internal sealed class ClassificationParts
{
    private const int ExampleScores = 5;

    private readonly EvaluationPlan plan;
    private readonly EvaluatedSpace space;
    private readonly PromptSet prompts;
    private readonly float[][] scores;

    public ClassificationParts(EvaluationPlan plan, EvaluatedSpace space)
    {
        (this.plan, this.space) = (plan, space);
        prompts = (plan.Prompts is { } file ? PromptSet.Load(file) : PromptSet.Default).Subset(space.Findings);
        scores = Score(prompts, space.Test);
    }

    public ZeroShotResult ZeroShot() => Evaluate(scores);

    public PromptDraws Draws(CancellationToken cancellation)
    {
        var results = new List<ZeroShotResult>();
        for (int draw = 0; draw < plan.PromptDraws; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add(Evaluate(Score(prompts.Draw(plan.PromptsPerDraw, new SeedSequence(plan.Seed).At(draw)), space.Test)));
        }

        return new PromptDraws(
            plan.PromptsPerDraw, new RepeatedRuns([.. results.Select(r => r.MeanAuc)]),
            results[0].Accuracy is null ? null : new RepeatedRuns([.. results.Select(r => r.Accuracy!.Accuracy)]));
    }

    public ProbeReport Probe(CancellationToken cancellation)
    {
        LabelledPoints train = space.Train!;
        LinearProbe probe = LinearProbe.Fit(train.Points, train.Labels, train.Patients, space.Findings, cancellation: cancellation);
        IReadOnlyList<DataEfficiencyPoint> curve = plan.Wants(EvaluationPart.DataEfficiency)
            ? DataEfficiency.Measure(
                train.Points, train.Labels, train.Patients, space.Test.Points, space.Test.Labels, space.Findings, plan.Shares, seed: plan.Seed,
                options: new LinearProbeOptions { Strengths = [Middle(probe)] }, cancellation: cancellation)
            : [];
        return new ProbeReport(
            train.Films.Count, space.Findings.Zip(probe.Strengths).Where(x => double.IsFinite(x.Second)).ToDictionary(x => x.First.Name, x => x.Second),
            new ZeroShotProtocol().Evaluate(space.Findings, probe.Score(space.Test.Points), space.Test.Labels), curve);
    }

    public IReadOnlyList<FindingOperation> Operation()
    {
        float[][] fit = Score(prompts, space.Train!);
        var all = new List<FindingOperation>();
        for (int k = 0; k < space.Findings.Count; k++)
        {
            (int[] fitRows, bool[] fitPresent) = space.Train!.Counted(space.Findings[k]);
            (int[] rows, bool[] present) = space.Test.Counted(space.Findings[k]);
            if (Both(fitPresent) && Both(present))
            {
                all.Add(FindingOperation.Measure(space.Findings[k], fitPresent, Column(fit, fitRows, k), present, Column(scores, rows, k)));
            }
        }

        return all;
    }

    public IReadOnlyList<SubgroupTable> Subgroups() =>
    [
        .. new (string Name, Func<ImageRecord, string?> Group)[]
        {
            ("view", f => f.View), ("sex", f => f.Sex), ("age", f => f.Age is { } age ? Evaluation.Subgroups.AgeBand(age) : null),
        }.Where(a => space.Test.Films.Select(a.Group).OfType<string>().Distinct().Take(2).Count() == 2).Select(a => Table(a.Name, a.Group)),
    ];

    /// <summary>For each finding the test films that score highest, with what raises the score.</summary>
    public IReadOnlyList<HeatMapFilm> HeatMaps(CancellationToken cancellation)
    {
        // The films are in the test already, whatever a gate says of them.
        using var classifier = new ZeroShotClassifier(space.Embedder, new MedClip.ZeroShotOptions { Findings = space.Findings, Prompts = prompts });
        return HeatMapParts.Of(classifier, space.Test.Films, scores, cancellation);
    }

    /// <summary>The highest scores of a test film.</summary>
    public IReadOnlyList<ExampleScore> Highest(int film) =>
        [.. space.Findings.Select((f, k) => new ExampleScore(f, scores[film][k])).OrderByDescending(s => s.Score).Take(ExampleScores)];

    private static bool Both(bool[] present) => present.Contains(true) && present.Contains(false);

    private static double[] Column(float[][] scores, int[] rows, int column) => [.. rows.Select(i => (double)scores[i][column])];

    private static double Middle(LinearProbe probe)
    {
        double[] chosen = [.. probe.Strengths.Where(double.IsFinite).Order()];
        return chosen[chosen.Length / 2];
    }

    private SubgroupTable Table(string attribute, Func<ImageRecord, string?> group) => new(
        attribute,
        [.. space.Findings.SelectMany((finding, k) =>
        {
            (int[] rows, bool[] present) = space.Test.Counted(finding);
            return Evaluation.Subgroups.Of(finding, present, Column(scores, rows, k), [.. rows.Select(i => group(space.Test.Films[i]) ?? "unknown")]);
        })]);

    private ZeroShotResult Evaluate(float[][] rows) => new ZeroShotProtocol().Evaluate(space.Findings, [.. rows.SelectMany(r => r)], space.Test.Labels);

    private float[][] Score(PromptSet set, LabelledPoints films)
    {
        using var classifier = new ZeroShotClassifier(space.Embedder, new MedClip.ZeroShotOptions { Findings = space.Findings, Prompts = set });
        return [.. films.Rows.Select(row => classifier.Score(row))];
    }
}
