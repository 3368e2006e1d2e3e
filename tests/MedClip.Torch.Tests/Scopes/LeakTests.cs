using System.Globalization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Counts and memory of the whole process: nothing else may run beside it.</summary>
[CollectionDefinition(nameof(LeakTests), DisableParallelization = true)]
public sealed class AloneCollection;

[Collection(nameof(LeakTests))]
public class LeakTests
{
    [Fact]
    public void A_thousand_training_steps_leave_no_tensors_and_no_memory_behind()
    {
        manual_seed(1).Dispose();
        using Sequential model = nn.Sequential(
            nn.Conv2d(1, 4, 3, padding: 1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(64, 16), nn.GELU(), nn.Dropout(0.1), nn.Linear(16, 3));
        using AdamW optimizer = optim.AdamW(model.parameters(), 1e-3);
        model.train();
        Steps(model, optimizer, 100);
        Settle();
        long tensors = TorchRuntime.LiveTensors;
        long thread = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        Steps(model, optimizer, 400);
        Settle();
        double early = ResidentKibibytes();
        Steps(model, optimizer, 600);
        Settle();
        double late = ResidentKibibytes();

        TorchRuntime.LiveTensors.ShouldBe(tensors);
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(thread);
        Math.Abs(late - early).ShouldBeLessThan(0.02 * early, $"resident memory went from {early} KiB to {late} KiB");
    }

    private static void Steps(Sequential model, AdamW optimizer, int count)
    {
        for (int step = 0; step < count; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            Tensor loss = nn.functional.cross_entropy(model.call(randn(8, 1, 8, 8)), randint(0, 3, [8]));
            loss.backward();
            nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            optimizer.step();
        }
    }

    private static void Settle()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static double ResidentKibibytes()
    {
        string line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
