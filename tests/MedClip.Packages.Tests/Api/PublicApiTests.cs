using System.Reflection;

namespace MedClip.Packages.Tests;

/// <summary>
/// The public API of each package is an approved text beside this file. A change of it is seen in review; <c>MEDCLIP_APPROVE=1</c> writes the texts anew.
/// </summary>
public sealed class PublicApiTests
{
    private static readonly string Approved = Path.Combine(SharedFolder.RepositoryRoot, "tests", "MedClip.Packages.Tests", "Api", "Approved");

    public static TheoryData<string> Libraries() => [.. PackedPackages.Libraries];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_package_offers_what_was_approved(string name)
    {
        string path = Path.Combine(Approved, $"{name}.txt");
        IReadOnlyList<string> actual = ApiText.Of(Assembly.Load(name));
        if (Environment.GetEnvironmentVariable("MEDCLIP_APPROVE") == "1")
        {
            File.WriteAllLines(path, actual);
        }

        string[] approved = File.Exists(path) ? File.ReadAllLines(path) : [];
        string[] changes = [.. approved.Except(actual).Select(line => $"- {line}"), .. actual.Except(approved).Select(line => $"+ {line}")];
        (changes.Length == 0 && approved.SequenceEqual(actual)).ShouldBeTrue(
            $"the public API of {name} is another than the approved one; if that is meant, run the tests with MEDCLIP_APPROVE=1 and commit {path}:\n{string.Join('\n', changes)}");
    }

    [Fact]
    public void Every_approved_text_has_its_package() => Directory.EnumerateFiles(Approved).Select(path => Path.GetFileNameWithoutExtension(path))
        .Order(StringComparer.Ordinal).ShouldBe(PackedPackages.Libraries);

    [Theory]
    [InlineData("MedClip")]
    [InlineData("MedClip.Extensions.AI")]
    [InlineData("MedClip.Core")]
    [InlineData("MedClip.Knowledge")]
    public void No_tensor_stands_in_the_front_doors_signatures(string name) =>
        ApiText.Of(Assembly.Load(name)).ShouldNotContain(line => line.Contains("TorchSharp.", StringComparison.Ordinal) || line.Contains("MedClip.Torch.", StringComparison.Ordinal));
}
