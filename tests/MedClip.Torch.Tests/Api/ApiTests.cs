using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace MedClip.Torch.Tests;

/// <summary>
/// The engine's TorchSharp namespaces hold nothing that TorchSharp 0.106 lacks: each type and member has the same name, signature,
/// parameter names and default values, so that code written against the one compiles against the other.
/// </summary>
public class ApiTests
{
    private const string Hash = "4159e7b3bc0d74d5c98f2373b0eee3fd19f81467b5ab1570a9ff4efce100f7db";
    private static readonly string Approved = Path.Combine(SharedFolder.RepositoryRoot, "tests", "MedClip.Torch.Tests", "Api", "approved-torchsharp-api.txt");
    private static readonly string[] Actual = [.. ApiListing.Of(typeof(TorchSharp.torch).Assembly, "TorchSharp")];

    [Fact]
    public void Every_public_member_is_one_that_TorchSharp_has()
    {
        // MEDCLIP_APPROVE=1 writes the members as they are; the test below then compares them with the full listing.
        if (Environment.GetEnvironmentVariable("MEDCLIP_APPROVE") == "1")
        {
            File.WriteAllLines(Approved, Actual.Distinct());
        }
        string[] approved = File.ReadAllLines(Approved);
        Actual.Except(approved).ShouldBeEmpty("members that the approved part of TorchSharp's listing lacks: correct them, or approve them (MEDCLIP_APPROVE=1) if the full listing has them");
        approved.Except(Actual).ShouldBeEmpty("members that were approved and are gone");
    }

    [Fact]
    public void The_approved_listing_is_sorted_and_holds_nothing_twice()
    {
        string[] approved = File.ReadAllLines(Approved);
        approved.ShouldBe(approved.Distinct().Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    [Trait("Category", "Fixtures")]
    public void The_approved_listing_is_part_of_the_full_one()
    {
        byte[] listing = Full();
        Convert.ToHexStringLower(SHA256.HashData(listing)).ShouldBe(Hash, "the listing of TorchSharp 0.106 is another one than this test was made with");
        File.ReadAllLines(Approved).Except(Encoding.UTF8.GetString(listing).Split('\n')).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("TorchSharp.torch+nn+Module.eval() : System.Void")]
    [InlineData("TorchSharp.torch+nn+Module.RegisterComponents() : System.Void protected")]
    [InlineData("TorchSharp.Modules.AdamW+ParamGroup :: class : TorchSharp.Modules.ParamGroup`1[TorchSharp.Modules.AdamW+Options]")]
    [InlineData("TorchSharp.torch+nn.ReLU(System.Boolean inplace = false) : TorchSharp.Modules.ReLU static")]
    public void The_listing_is_written_as_TorchSharps_is(string line) => Actual.ShouldContain(line);

    private static byte[] Full()
    {
        using var zipped = new GZipStream(File.OpenRead(SharedFolder.RequireReference("torchsharp-0.106-api.txt.gz")), CompressionMode.Decompress);
        using var text = new MemoryStream();
        zipped.CopyTo(text);
        return text.ToArray();
    }
}
