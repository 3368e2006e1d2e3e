using MedClip.Fixtures;

namespace MedClip.Docs.Tests;

/// <summary>The sample of pre-training from code does what it says.</summary>
public class PretrainFromCodeTests(ExampleFiles examples) : IClassFixture<ExampleFiles>
{
    [Fact]
    public async Task It_trains_tells_its_validations_and_stays_short()
    {
        string source = Path.Combine(SharedFolder.RepositoryRoot, "samples", "PretrainFromCode", "Program.cs");
        string text = await File.ReadAllTextAsync(source);
        text.Split('\n').Length.ShouldBeLessThan(60);
        string folder = Directory.CreateTempSubdirectory("medclip-sample-").FullName;
        try
        {
            examples.CopyTo(folder, withRun: false);
            string output = await CSharpBlock.RunAsync(
                new CodeBlock("samples/PretrainFromCode/Program.cs", 1, "csharp", text),
                [Path.Combine(folder, "labels.csv"), Path.Combine(folder, "reports.csv"), Path.Combine(folder, "run"), "1"]);
            output.ShouldContain("epoch 1: mean AUC");
            output.ShouldContain("Completed after");
            File.Exists(Path.Combine(folder, "run", "checkpoints", "last", "model.safetensors")).ShouldBeTrue();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
