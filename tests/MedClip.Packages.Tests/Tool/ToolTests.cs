namespace MedClip.Packages.Tests;

[Collection("packages")]
public sealed class ToolTests(PackedPackages packed)
{
    [Fact]
    public void Installed_from_a_clean_home_it_finds_its_native_libraries()
    {
        string output = InstalledTool.Of(packed).Run("doctor").Succeeded();

        output.ShouldContain("libmedclip_torch");
        output.ShouldNotContain(SharedFolder.RepositoryRoot);
    }

    [Fact]
    public void It_scores_the_films_that_it_was_trained_for()
    {
        InstalledTool tool = InstalledTool.Of(packed);
        tool.Run("zeroshot", "run", "--images", "labels.csv", "--output", "scores.csv").Succeeded();

        File.ReadLines(Path.Combine(tool.TrainedData, "scores.csv")).Count().ShouldBe(49);
        tool.Run("zeroshot", "nowhere", "--images", "labels.csv", "--output", "scores.csv").ExitCode.ShouldBe(1);
    }
}
