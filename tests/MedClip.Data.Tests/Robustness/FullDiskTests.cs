using System.Diagnostics;

namespace MedClip.Data;

/// <summary>A disk that is full, for real: a file system in memory of 200 KB. Skips where it may not be mounted.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string disk;

    public FullDiskTests() => disk = Path.Combine(folder.Folder, "disk");

    [SkippableFact]
    public void A_cache_on_a_full_disk_ends_clearly_and_leaves_nothing_half_written()
    {
        Mount();
        ImageRecord[] films = [.. Enumerable.Range(0, 40).Select(i => new ImageRecord($"{i}", folder.Write($"{i}.png", SampleFilms.Gradient(120, 120))))];
        var preprocessor = new ImagePreprocessor(new PreprocessingSpec());
        string cache = Path.Combine(disk, "cache");
        Should.Throw<InvalidInputException>(() => DecodedCache.Build(cache, films, preprocessor, new DecodedCacheOptions { ShardSize = 4 })).Message.ShouldContain("make room");
        Directory.EnumerateFiles(cache, "*.tmp").ShouldBeEmpty();
        using DecodedCache opened = DecodedCache.Open(cache, preprocessor);
        opened.DamagedShards.ShouldBe(0);
        opened.Count.ShouldBeInRange(4, 16);
    }

    [SkippableFact]
    public void A_table_on_a_full_disk_leaves_nothing_half_written()
    {
        Mount();
        string rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"film{i}.png,{i},1\n"));
        string table = folder.Write("labels.csv", "image,patient,Edema\n" + rows);
        string output = Path.Combine(disk, "out");
        Should.Throw<IOException>(() => DatasetPreparer.Prepare(new TableDataset(), table, output, new PreparationOptions { Missing = MissingFiles.DoNotCheck }));
        Directory.EnumerateFiles(output).ShouldBeEmpty();
    }

    public void Dispose()
    {
        Run("umount", disk);
        folder.Dispose();
    }

    private void Mount()
    {
        Directory.CreateDirectory(disk);
        Skip.IfNot(Run("mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk) == 0, "mounting a file system in memory needs root");
    }

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
