using System.Globalization;
using System.Text.RegularExpressions;

namespace MedClip.Packages.Tests;

/// <summary>The table of the readme says how large each package is.</summary>
[Collection("packages")]
public sealed partial class ReadmeSizeTests(PackedPackages packed)
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(SharedFolder.RepositoryRoot, "README.md"));

    [Fact]
    public void Sizes_in_the_readme_are_those_of_the_packages()
    {
        Dictionary<string, double> told = Row().Matches(Readme).ToDictionary(m => m.Groups[1].Value, m => double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture));
        told.Keys.Order(StringComparer.Ordinal).ShouldBe(PackedPackages.Libraries.Append("MedClip.Cli").Order(StringComparer.Ordinal));
        foreach ((string name, double kilobytes) in told)
        {
            string file = packed.Package(name == "MedClip.Cli" ? Path.GetFileName(Directory.EnumerateFiles(packed.Folder, "MedClip.Cli.linux-*.nupkg").Single()).Split($".{PackedPackages.Version}")[0] : name);
            double actual = new FileInfo(file).Length / 1000.0;
            kilobytes.ShouldBe(actual, Math.Max(8, actual * 0.25), $"{name} has {actual:0} kB; correct the table of README.md");
        }
    }

    [GeneratedRegex(@"^\|[^|]*\|\s*`(MedClip[\w.]*)`[^|]*\|[^|]*\|\s*(\d+) kB\s*\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
