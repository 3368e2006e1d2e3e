using MedClip.Data;
using MedClip.Evaluation;
using MedClip.Models;
using MedClip.Training;

namespace MedClip.Cli;

/// <summary>The protocols that a plan asks for by name: they train, or need a model of their kind.</summary>
internal sealed class StudyParts(EvaluationPlan plan, EvaluatedSpace space, CancellationToken cancellation)
{
    public LocalZeroShotResult Local()
    {
        using LoadedCheckpoint checkpoint = Checkpoint.Load(plan.Checkpoint);
        PromptSet prompts = (plan.Prompts is { } file ? PromptSet.Load(file) : PromptSet.Default).Subset(space.Findings);
        var images = new ImageLoader(
            [.. space.Test.Films], new ImagePreprocessor(ModelPlan.PreprocessingOf(checkpoint.Manifest)), new ImageLoaderOptions { Unreadable = UnreadableImages.Skip });
        return new LocalZeroShot(checkpoint.Model, Tokenizer(checkpoint), prompts, checkpoint.Manifest.MaximumTextLength).Evaluate(images, space.Test.Labels, cancellation: cancellation);
    }

    public PromptLearningResult Prompts()
    {
        using LoadedCheckpoint checkpoint = Checkpoint.Load(plan.Checkpoint);
        LabelledPoints train = space.Train!;
        return Refusing(() => PromptLearning.Measure(
            checkpoint.Model, Tokenizer(checkpoint), train.Points, train.Labels, space.Test.Points, space.Test.Labels, space.Findings, plan.Shots,
            options: new PromptLearningOptions { Seed = plan.Seed }, cancellation: cancellation));
    }

    public IReadOnlyList<NoisyLabelPoint> Noise()
    {
        LabelledPoints train = space.Train!;
        var measurable = new FindingSet(space.Findings.Where(finding => train.Counted(finding).Present is var present && present.Contains(true) && present.Contains(false)));
        return Refusing(() => NoisyLabels.Measure(
            train.Points, train.Labels, space.Test.Points, space.Test.Labels, measurable, plan.NoiseRates, plan.CoTeaching,
            options: new SgdHeadOptions { Seed = plan.Seed }, cancellation: cancellation));
    }

    private WordPieceTokenizer Tokenizer(LoadedCheckpoint checkpoint) => checkpoint.Tokenizer as WordPieceTokenizer
        ?? throw InvalidInputException.At(plan.Checkpoint, null, "has no WordPiece tokenizer; this protocol is for models with a BERT text tower.");

    private T Refusing<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ArgumentException error)
        {
            throw InvalidInputException.At(plan.Train!, null, error.Message.Split(" (Parameter")[0], innerException: error);
        }
    }
}
