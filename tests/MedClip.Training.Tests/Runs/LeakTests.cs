using System.Globalization;
using TorchSharp;

namespace MedClip.Training.Tests;

/// <summary>
/// Many steps of whole runs leave nothing behind; MEDCLIP_LEAK_STEPS says how many (200 unless set). From 2,000 on, resident memory must stay flat
/// within 2 % after the first quarter.
/// </summary>
public sealed class LeakTests
{
    private static int Steps => int.Parse(Environment.GetEnvironmentVariable("MEDCLIP_LEAK_STEPS") ?? "200", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("medclip", 1, 0)]
    [InlineData("clip", 2, 0)]
    [InlineData("siglip", 1, 3)]
    public void Tensors_and_memory_do_not_grow(string objective, int accumulation, int cacheRows)
    {
        using var fixture = new TrainerFixture();
        TrainingOptions options = TrainerFixture.Options(Steps / 20);
        (options.Objective.Kind, options.Optimizer.AccumulationSteps, options.Optimizer.GradCacheRows) = (ObjectiveNames.All[objective], accumulation, cacheRows);
        options.Checkpoint.EverySteps = 7;
        var tensors = new List<long>();
        var memory = new List<double>();
        fixture.Train("run", options, source: new TinyBatches(stepsPerEpoch: 20 * accumulation, images: 8, texts: 8), progress: new TrainerFixture.Watch(progress =>
        {
            if (progress.Step % Math.Max(1, Steps / 8) == 0)
            {
                tensors.Add(DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
                memory.Add(Resident());
            }
        }));
        tensors.Skip(1).Distinct().Count().ShouldBe(1, string.Join(", ", tensors));
        if (Steps >= 2000)
        {
            (memory.Skip(2).Max() / memory.Skip(2).Min()).ShouldBeLessThan(1.02, string.Join(", ", memory.Select(bytes => $"{bytes / 1e6:0.0} MB")));
        }
    }

    private static double Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}
