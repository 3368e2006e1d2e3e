using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>Every objective over 2 and 4 processes against a single one: the loss and all averaged gradients.</summary>
public sealed class ObjectiveProcessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("medclip-ranks-").FullName;

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Loss_and_gradients_of_every_objective_are_those_of_a_single_process(int processes)
    {
        set_num_threads(1);
        int port = RankThreads.FreePort();
        Process[] ranks = [.. Enumerable.Range(0, processes).Select(rank => Start(rank, processes, port))];
        string[] complaints = [.. ranks.Select(rank => rank.StandardError.ReadToEndAsync()).ToArray().Select(text => text.GetAwaiter().GetResult())];
        Array.ForEach(ranks, rank => rank.WaitForExit(TimeSpan.FromMinutes(2)).ShouldBeTrue("a rank hangs"));
        ranks.Select(rank => rank.ExitCode).ShouldAllBe(code => code == 0, string.Join('\n', complaints));

        foreach ((ScalarType type, double tolerance) in ((ScalarType, double)[])[(ScalarType.Float32, 1e-5), (ScalarType.Float64, 1e-12)])
        {
            Dictionary<string, double[]> single = ObjectiveRank.Compute(null, type);
            for (int rank = 0; rank < processes; rank++)
            {
                Dictionary<string, double[]> found = JsonSerializer.Deserialize<Dictionary<string, double[]>>(File.ReadAllText(Path.Combine(folder, $"{type}-{rank}.json")), ObjectiveRank.Named)!;
                found.Keys.ShouldBe(single.Keys);
                foreach ((string objective, double[] expected) in single)
                {
                    found[objective].ShouldAgree(expected, tolerance, $"{objective}, {type}, rank {rank} of {processes}");
                }
            }
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Process Start(int rank, int processes, int port)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardError = true };
        foreach (string argument in (string[])["exec", typeof(Program).Assembly.Location, "rank", folder])
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in ((string, string)[])[
            ("RANK", Text(rank)), ("WORLD_SIZE", Text(processes)), ("MASTER_ADDR", "127.0.0.1"), ("MASTER_PORT", Text(port)), ("MEDCLIP_THREADS", "1")])
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
