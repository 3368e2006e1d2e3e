using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>Whole runs over several ranks, in double precision, against the run of a single process.</summary>
public sealed class TrainerRanksTests : IDisposable
{
    private const double Tolerance = 1e-9;

    private readonly TrainerFixture fixture = new();

    private sealed record Outcome(TrainingResult Result, double[] Weights);

    public static TheoryData<int, string, string> Recipes => new()
    {
        { 2, "plain", "" },
        { 4, "plain", "" },
        { 2, "accumulated", "optimizer.accumulationSteps=2" },
        { 3, "cached", "optimizer.gradCacheRows=2" },
        { 2, "frozen", "optimizer.visionLearningRateScale=0" },
        { 2, "small buckets", "distributed.bucketMegabytes=1" },
    };

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Ranks_train_to_the_weights_of_a_single_process(int ranks, string name, string setting)
    {
        TrainingOptions options = TrainerFixture.Options(epochs: 2);
        if (setting.Length > 0)
        {
            TrainingOptionsKeys.Apply(options, setting);
        }

        Outcome single = Run(null, "one", options, resume: false);
        Outcome[] together = RankThreads.Run(ranks, group => Run(group, "many", options, resume: false));

        foreach (Outcome rank in together)
        {
            rank.Weights.ShouldAgree(single.Weights, Tolerance, name);
            rank.Result.BestEpoch.ShouldBe(single.Result.BestEpoch);
        }

        fixture.Losses("many").ShouldAgree(fixture.Losses("one"), Tolerance, name);
    }

    [Fact]
    public void A_signal_to_one_rank_stops_all_after_the_same_step_and_another_number_of_ranks_goes_on()
    {
        TrainingOptions options = TrainerFixture.Options(epochs: 3);
        Outcome single = Run(null, "one", options, resume: false);

        Outcome[] stopped = RankThreads.Run(3, group => Run(group, "many", options, resume: false, stopAt: group.Rank == 2 ? 5 : long.MaxValue));
        stopped.Select(rank => rank.Result.Outcome).ShouldAllBe(outcome => outcome == TrainingOutcome.Cancelled);
        long steps = stopped.Select(rank => rank.Result.Steps).Distinct().ShouldHaveSingleItem();
        steps.ShouldBeInRange(5, 6);

        Outcome[] resumed = RankThreads.Run(2, group => Run(group, "many", options, resume: true));
        foreach (Outcome rank in resumed)
        {
            rank.Result.Outcome.ShouldBe(TrainingOutcome.Completed);
            rank.Weights.ShouldAgree(single.Weights, Tolerance, "resumed");
        }

        fixture.Losses("many").ShouldAgree(fixture.Losses("one"), Tolerance, "losses");
        Run(null, "many", options, resume: true).Weights.ShouldAgree(single.Weights, Tolerance, "a single process takes the finished run up");
    }

    [Fact]
    public void A_rank_that_fails_ends_the_others()
    {
        MedClipException error = Should.Throw<MedClipException>(() => RankThreads.Run(2, group =>
        {
            using TinyTowers towers = new TinyTowers().Randomised(3).InDouble();
            using var trainer = new Trainer(new TrainerParts
            {
                Towers = towers,
                Source = new TinyBatches { Share = (group.Rank, 2) },
                Options = TrainerFixture.Options(),
                Group = group,
                Progress = new TrainerFixture.Watch(progress =>
                {
                    if (group.Rank == 1 && progress.Step == 3)
                    {
                        throw new MedClipException("film 12 is gone");
                    }
                }),
            });
            return trainer.Run();
        }));

        error.Message.ShouldContain("film 12 is gone");
    }

    public void Dispose() => fixture.Dispose();

    private Outcome Run(IProcessGroup? group, string folder, TrainingOptions options, bool resume, long stopAt = long.MaxValue)
    {
        bool isFirst = group is null or { Rank: 0 };
        using var source = new CancellationTokenSource();
        using TinyTowers towers = new TinyTowers().Randomised(isFirst && !resume ? 3u : 99u).InDouble();
        using var trainer = new Trainer(new TrainerParts
        {
            Towers = towers,
            Source = new TinyBatches { Share = (group?.Rank ?? 0, group?.Size ?? 1) },
            Options = options,
            Group = group,
            Run = isFirst ? RunFolder.Open(fixture.Folder(folder), options, resume) : null,
            Validator = isFirst ? new TrainerFixture.Metrics(0.5, 0.7, 0.6) : null,
            Progress = new TrainerFixture.Watch(progress =>
            {
                if (progress.Step == stopAt)
                {
                    source.Cancel();
                }
            }),
        });
        TrainingResult result = trainer.Run(source.Token);
        return new Outcome(result, [.. towers.named_parameters().SelectMany(parameter => parameter.parameter.Values())]);
    }
}
