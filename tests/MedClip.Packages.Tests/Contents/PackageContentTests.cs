using System.Runtime.InteropServices;

namespace MedClip.Packages.Tests;

[Collection("packages")]
public sealed class PackageContentTests(PackedPackages packed)
{
    private static string Rid => $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    public static TheoryData<string> Libraries() => [.. PackedPackages.Libraries];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_comes_with_readme_icon_licence_documentation_and_symbols(string name)
    {
        var package = new PackageFile(packed.Package(name));
        package.Text("readme").ShouldBe("README.md");
        package.Text("icon").ShouldBe("icon.png");
        package.Text("license").ShouldBe("MIT");
        package.Text("description").ShouldNotBeNullOrWhiteSpace();
        package.Entries.Keys.ShouldContain("README.md");
        package.Entries.Keys.ShouldContain("icon.png");
        package.Entries.Keys.ShouldContain("THIRD-PARTY-NOTICES.md");
        package.Entries[$"lib/net10.0/{name}.xml"].ShouldBeGreaterThan(200);
        new PackageFile(packed.Package(name, ".snupkg")).Entries.Keys.ShouldContain($"lib/net10.0/{name}.pdb");
    }

    [Theory]
    [InlineData("MedClip.Torch", "libmedclip_torch.so")]
    [InlineData("MedClip.Data", "libmedclip_imaging.so", "medclip_dicom_worker")]
    public void Native_files_stand_where_the_runtime_looks_and_targets_warn_where_there_are_none(string name, params string[] files)
    {
        var package = new PackageFile(packed.Package(name));
        package.Entries.Keys.Where(entry => entry.StartsWith("runtimes/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ShouldBe(files.Select(file => $"runtimes/{Rid}/native/{file}").Order(StringComparer.Ordinal));
        package.Entries.Keys.ShouldContain($"buildTransitive/{name}.targets");
        package.Entries.Keys.ShouldNotContain(entry => entry.StartsWith("contentFiles/", StringComparison.Ordinal) || entry.StartsWith("content/", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_else_holds_native_files() => PackedPackages.Libraries.Except(["MedClip.Torch", "MedClip.Data"])
        .SelectMany(name => new PackageFile(packed.Package(name)).Entries.Keys).ShouldNotContain(entry => entry.StartsWith("runtimes/", StringComparison.Ordinal));

    [Fact]
    public void Dependencies_are_the_layers_below() =>
        new PackageFile(packed.Package("MedClip")).Dependencies.Where(name => name.StartsWith("MedClip", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ShouldBe(["MedClip.Core", "MedClip.Data", "MedClip.Knowledge", "MedClip.Models", "MedClip.Torch"]);

    [Fact]
    public void The_tool_is_a_pointer_and_a_package_for_this_platform()
    {
        var pointer = new PackageFile(packed.Package("MedClip.Cli"));
        var tool = new PackageFile(packed.Package($"MedClip.Cli.{Rid}"));
        pointer.Entries.Keys.ShouldNotContain(entry => entry.EndsWith(".dll", StringComparison.Ordinal));
        pointer.Entries.Keys.ShouldContain("README.md");
        foreach (string native in new[] { "libmedclip_torch.so", "libmedclip_imaging.so", "medclip_dicom_worker" })
        {
            tool.Entries.Keys.Count(entry => entry.EndsWith($"/{native}", StringComparison.Ordinal)).ShouldBe(1, native);
        }
    }
}
