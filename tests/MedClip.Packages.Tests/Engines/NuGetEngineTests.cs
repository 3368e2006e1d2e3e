namespace MedClip.Packages.Tests;

/// <summary>The other engine's packages are not restored by the usual build, so that only this says whether the product still compiles for them.</summary>
public sealed class NuGetEngineTests
{
    // TorchSharp without the libtorch that it would run with: 1.2 GB for three systems.
    private static readonly string[] Engine = ["-p:MedClipEngine=NuGet", "-p:MedClipLibtorch=none"];

    [SkippableTheory]
    [InlineData("src/MedClip.Cli")]
    [InlineData("src/MedClip.Extensions.AI")]
    public void The_product_compiles_for_TorchSharp(string project)
    {
        Command restored = DotNet(["restore", project, .. Engine]);
        Skip.If(restored.Output.Contains("error NU1101", StringComparison.Ordinal) || restored.Output.Contains("error NU1102", StringComparison.Ordinal)
            || restored.Output.Contains("error NU1301", StringComparison.Ordinal), "no package source here has TorchSharp, ImageSharp and Microsoft.ML.Tokenizers");
        restored.Succeeded();
        DotNet(["build", project, "--no-restore", "-c", "Release", "-v", "q", .. Engine]).Succeeded();
    }

    private static Command DotNet(params string[] arguments) => Command.Run("dotnet", SharedFolder.RepositoryRoot, new Dictionary<string, string>(), arguments);
}
