using MedClip.Models.Fuzz;

namespace MedClip.Models.Tests;

/// <summary>A short run of what <c>./build.sh fuzz checkpoints</c> does at length.</summary>
[Collection(Alone.Name)]
public sealed class CheckpointFuzzTests
{
    [Fact]
    public void Damaged_checkpoints_open_or_are_refused_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        FuzzReport report = new FuzzRun(new FuzzOptions { Cases = 600, Seed = 7, HangLimit = null, Limit = TimeSpan.FromMinutes(1), Files = SharedFolder.Fixture("checkpoints") })
            .Execute(folder.Path, _ => { });
        report.Failures.ShouldBeEmpty();
        foreach (string kind in (string[])["file", "archive, repacked", "shards", "checkpoint folder", "Hugging Face folder"])
        {
            report.Kinds[kind].Refused.ShouldBeGreaterThan(0, kind);
        }

        report.Kinds["archive, repacked"].Taken.ShouldBeGreaterThan(0);
    }
}
