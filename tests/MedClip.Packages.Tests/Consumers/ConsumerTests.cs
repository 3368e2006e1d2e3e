using System.Text.Json;
using MedClip.Data;

namespace MedClip.Packages.Tests;

/// <summary>Projects of strangers: outside the repository, with a clean home, restoring the packages from a folder.</summary>
[Collection("packages")]
public sealed class ConsumerTests(PackedPackages packed)
{
    [Fact]
    public void A_fresh_console_project_scores_films_with_a_checkpoint()
    {
        string data = InstalledTool.Of(packed).TrainedData;
        string project = packed.Project("Consumer", PackedPackages.Reference("MedClip"), """
            using MedClip;

            using ZeroShotClassifier classifier = ZeroShotClassifier.Load(args[0], new ZeroShotOptions { Embedding = new EmbedderOptions { FilmGate = false } });
            foreach (ClassificationResult result in classifier.Classify(args[1..]))
            Console.WriteLine(result.Error?.Message ?? $"{result.Scores.All(score => double.IsFinite(score.Score!.Value))}, {result[Finding.Edema].State}, {result.Provenance.ModelHash.Length}");
            """);

        // The program that reads DICOM comes with a package, which keeps no permission to execute.
        string dicom = Path.Combine(project, "film.dcm");
        File.WriteAllBytes(dicom, new DicomBuilder(32, 32, 12).Window("500", "1000").Pixels16([.. Enumerable.Range(0, 32 * 32).Select(i => (ushort)i)]).Build());

        packed.DotNet(project, "build", "-v", "q").Succeeded().ShouldNotContain("MEDCLIP0");
        string output = packed.DotNet(
            project, "run", "--no-build", "--", Path.Combine(data, "run"), Directory.EnumerateFiles(Path.Combine(data, "images")).First(), dicom).Succeeded();

        output.ShouldBe("True, Scored, 64\nTrue, Scored, 64\n");
    }

    [SkippableFact]
    public void Labelling_is_published_trimmed_without_a_warning_and_without_a_native_file()
    {
        string project = packed.Project("Trimmed", PackedPackages.Reference("MedClip.Knowledge"), """
            using MedClip;
            using MedClip.Knowledge;

            LabeledReport report = new ReportLabeler().Label("The heart is enlarged. No pleural effusion.");
            Console.WriteLine(report.Labels);
            Console.WriteLine(FindingSet.CheXpert.Count);
            """, """
            <PublishTrimmed>true</PublishTrimmed>
            <TrimmerSingleWarn>false</TrimmerSingleWarn>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
            """);
        string[] sources = [.. PackageSources.OfThisUser().SelectMany(source => new[] { "--source", source }), "--source", packed.Folder];
        Command restored = packed.DotNet(project, ["restore", "--use-current-runtime", .. sources]);
        Skip.If(restored.Output.Contains("Microsoft.NETCore.App.Runtime", StringComparison.Ordinal), "needs the runtime pack of self-contained applications, which no package source here has");
        restored.Succeeded();

        string app = packed.Subfolder("trimmed-app");
        packed.DotNet(project, "publish", "-c", "Release", "--use-current-runtime", "--no-restore", "-v", "q", "-o", app).Succeeded().ShouldNotContain("IL2");

        Command.Run(Path.Combine(app, "Trimmed"), app, packed.CleanEnvironment).Succeeded().ShouldBe("Cardiomegaly=1, Pleural Effusion=0\n14\n");
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(project, "obj", "project.assets.json")));
        JsonElement.ObjectEnumerator libraries = assets.RootElement.GetProperty("libraries").EnumerateObject();
        libraries.Select(library => library.Name).ShouldContain($"MedClip.Core/{PackedPackages.Version}");
        libraries.SelectMany(library => library.Value.GetProperty("files").EnumerateArray()).Select(file => file.GetString()!)
            .ShouldNotContain(file => file.Contains("/native/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_platform_without_native_libraries_is_named_when_building()
    {
        string project = packed.Project("Elsewhere", PackedPackages.Reference("MedClip.Torch") + PackedPackages.Reference("MedClip.Data"), "Console.WriteLine();",
            "<RuntimeIdentifier>linux-s390x</RuntimeIdentifier><SelfContained>false</SelfContained><UseAppHost>false</UseAppHost>");

        string output = packed.DotNet(project, "build", "-v", "q").Succeeded();

        output.ShouldContain("warning MEDCLIP001: MedClip.Torch has no native library for linux-s390x");
        output.ShouldContain("warning MEDCLIP003: MedClip.Data has no native library for linux-s390x");
    }

    [Fact]
    public void TorchSharp_beside_MedClip_Torch_is_refused_with_the_remedy()
    {
        // TorchSharp itself may not be to be had: an assembly of its name that declares one of its types is what a compiler would stumble over.
        string rival = packed.Project("TorchSharp", "", "namespace TorchSharp; public static class torch;", "<IsPackable>true</IsPackable>");
        File.WriteAllText(Path.Combine(rival, "TorchSharp.csproj"), File.ReadAllText(Path.Combine(rival, "TorchSharp.csproj")).Replace("<OutputType>Exe</OutputType>", "<Version>0.0.1</Version>"));
        packed.DotNet(rival, "pack", "-v", "q", "-o", packed.Folder).Succeeded();
        string project = packed.Project("Both", PackedPackages.Reference("MedClip.Models") + """<PackageReference Include="TorchSharp" Version="0.0.1" />""",
            "Console.WriteLine(typeof(TorchSharp.torch));");

        Command build = packed.DotNet(project, "build", "-v", "q");

        build.ExitCode.ShouldNotBe(0);
        build.Output.ShouldContain("error MEDCLIP002");
        build.Output.ShouldContain("remove the TorchSharp package");
        build.Output.ShouldNotContain("CS0433");
    }
}
