using System.Diagnostics;
using MedClip.Benchmarks.Peers;

namespace MedClip.Benchmarks.Tests;

public sealed class WrongUseTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("medclip-bench-test-").FullName;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_film_that_cannot_be_read_is_an_error_that_names_it(bool exists)
    {
        string film = Path.Combine(folder, "film.jpg");
        if (exists)
        {
            await File.WriteAllTextAsync(film, "no picture");
        }

        var start = new ProcessStartInfo(SelfCommand.File, SelfCommand.Arguments(["data", film, "--quick", "--output", folder])) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> said = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(1, await said + error);
        error.ShouldContain(film);
        error.TrimEnd().Split('\n').ShouldHaveSingleItem();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
