using System.Reflection;

namespace MedClip.Samples.Tests;

/// <summary>Runs a console sample in this process and keeps what it writes.</summary>
internal static class ConsoleSample
{
    public static async Task<(int ExitCode, string Output)> RunAsync(string sample, params string[] arguments)
    {
        (TextWriter standard, TextWriter error) = (Console.Out, Console.Error);
        using var output = new StringWriter();
        Console.SetOut(output);
        Console.SetError(output);
        try
        {
            object? result = Assembly.Load(sample).EntryPoint!.Invoke(null, [arguments]);
            return (result is Task<int> running ? await running : result as int? ?? 0, output.ToString());
        }
        finally
        {
            Console.SetOut(standard);
            Console.SetError(error);
        }
    }
}
