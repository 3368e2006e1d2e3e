using System.Reflection;
using MedClip.Fixtures;

namespace MedClip.Docs.Tests;

/// <summary>Samples that need no data do what they say.</summary>
public class SampleTests
{
    [Fact]
    public async Task An_encoder_of_ones_own_takes_under_40_lines_and_is_trained_like_any_other()
    {
        string source = Path.Combine(SharedFolder.RepositoryRoot, "samples", "CustomEncoder", "Program.cs");
        File.ReadLines(source).Count().ShouldBeLessThan(40);

        string output = await Run("CustomEncoder");

        output.ShouldContain("films x sentences: 2 x 2");
        string[] counts = output.Split("gradient: ")[1].Trim().Split(" of ");
        counts[0].ShouldBe(counts[1]);
        int.Parse(counts[0], System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(4);
    }

    private static async Task<string> Run(string sample)
    {
        TextWriter before = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            object? result = Assembly.Load(sample).EntryPoint!.Invoke(null, [Array.Empty<string>()]);
            int exit = result is Task<int> running ? await running : (int)result!;
            exit.ShouldBe(0);
        }
        finally
        {
            Console.SetOut(before);
        }

        return output.ToString();
    }
}
