using System.Diagnostics;
using System.Globalization;
using MedClip.Data;

namespace MedClip.Cli.Tests;

/// <summary>A cache's writer is killed without warning, again and again; what stands is whole, and the work ends.</summary>
public class CacheCrashTests
{
    // MEDCLIP_KILLS=50 for a thorough run.
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("MEDCLIP_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out int kills) ? kills : 5;

    [Fact]
    public void Two_writers_at_once_leave_one_whole_cache()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 40; i++)
        {
            PngWriter.Write(folder[$"films/{i}.png"], new PixelImage(300, 200, 8, [.. Enumerable.Repeat((byte)i, 60_000)]));
        }

        string command = $"exec {CliProcess.Command} cache --images '{folder["films"]}' --output '{folder["cache"]}' --shard 4 --threads 1";
        Process[] writers = [CliProcess.Start(command), CliProcess.Start(command)];
        foreach (Process writer in writers)
        {
            writer.WaitForExit();
            writer.ExitCode.ShouldBe(0);
            writer.Dispose();
        }

        var preprocessor = new ImagePreprocessor(new PreprocessingSpec());
        using DecodedCache cache = DecodedCache.Open(folder["cache"], preprocessor);
        (cache.Count, cache.DamagedShards).ShouldBe((40, 0));
        for (int i = 0; i < 40; i++)
        {
            cache.Find(folder[$"films/{i}.png"])!.Pixels8.IndexOfAnyExcept((byte)i).ShouldBe(-1);
        }

        Directory.EnumerateFiles(folder["cache"], "*.tmp").ShouldBeEmpty();
    }

    [Fact]
    public void Killing_the_writer_leaves_whole_shards_only()
    {
        using var folder = new TemporaryFolder();
        var random = new SplitMix64(1);
        var pixels = new byte[400 * 400];
        for (int i = 0; i < 120; i++)
        {
            for (int p = 0; p < pixels.Length; p++)
            {
                pixels[p] = (byte)random.NextUInt64();
            }

            PngWriter.Write(folder[$"films/{i}.png"], new PixelImage(400, 400, 8, [.. pixels]));
        }

        var preprocessor = new ImagePreprocessor(new PreprocessingSpec());
        string command = $"exec {CliProcess.Command} cache --images '{folder["films"]}' --output '{folder["cache"]}' --shard 2 --threads 1";
        int killed = 0;
        for (int round = 0; round < Kills; round++)
        {
            using Process writer = CliProcess.Start(command);
            if (!writer.WaitForExit(200 + random.Next(500)))
            {
                writer.Kill();
                writer.WaitForExit();
                killed++;
            }

            if (Directory.Exists(folder["cache"]) && Directory.EnumerateFiles(folder["cache"], "*.films").Any())
            {
                using DecodedCache cache = DecodedCache.Open(folder["cache"], preprocessor);
                cache.DamagedShards.ShouldBe(0);
            }
        }

        CliProcess.Shell(command).ExitCode.ShouldBe(0);
        using DecodedCache whole = DecodedCache.Open(folder["cache"], preprocessor);
        (whole.Count, whole.DamagedShards).ShouldBe((120, 0));
        Directory.EnumerateFiles(folder["cache"], "*.tmp").ShouldBeEmpty();
        killed.ShouldBeGreaterThan(0);
    }
}
