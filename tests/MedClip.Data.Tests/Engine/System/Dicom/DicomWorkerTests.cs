using System.Diagnostics;

namespace MedClip.Data;

public sealed class DicomWorkerTests : IDisposable
{
    private static readonly DicomRequest Request = new(0, true, 1 << 20, TimeSpan.FromSeconds(10));
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_worker_that_dies_costs_one_file_and_is_replaced()
    {
        string flag = Path.Combine(folder.Folder, "flag");
        using var pool = new DicomWorkerPool(
            Script($"if [ -e '{flag}' ]; then exec '{DicomWorkerSearch.Find()}' \"$@\"; fi; touch '{flag}'; read -r -n 1 x; kill -SEGV $$"), new DicomWorkerPoolOptions { Workers = 1 });
        byte[] file = Film();

        Should.Throw<RefusedPictureException>(() => pool.Read(file, Request)).Message.ShouldContain("brought the worker down");
        pool.Read(file, Request).Width.ShouldBe(3);
        pool.Started.ShouldBe(2);
    }

    [Fact]
    public void A_worker_that_hangs_is_ended()
    {
        using var pool = new DicomWorkerPool(Script("exec sleep 60"), new DicomWorkerPoolOptions { Workers = 1 });
        Should.Throw<RefusedPictureException>(() => pool.Read(Film(), Request with { TimeLimit = TimeSpan.FromMilliseconds(300) })).Message.ShouldContain("ended after 0.3 s");
    }

    [Fact]
    public void A_worker_that_lies_is_not_believed()
    {
        using var pool = new DicomWorkerPool(Script("head -c 48 >/dev/null; head -c 64 /dev/zero | tr '\\0' '\\377'; exec sleep 60"), new DicomWorkerPoolOptions { Workers = 1 });
        Should.Throw<RefusedPictureException>(() => pool.Read(Film(), Request));
    }

    [Fact]
    public void A_worker_ended_while_idle_is_replaced()
    {
        using var pool = new DicomWorkerPool(DicomWorkerSearch.Find(), new DicomWorkerPoolOptions { Workers = 1 });
        pool.Read(Film(), Request);
        foreach (Process worker in Process.GetProcessesByName(DicomWorkerSearch.Name[..15]).Where(IsOurChild))
        {
            worker.Kill();
            worker.WaitForExit();
        }

        // The pool may not have noticed yet; the file is refused at worst, and the next is read.
        try
        {
            pool.Read(Film(), Request);
        }
        catch (RefusedPictureException)
        {
        }

        pool.Read(Film(), Request).Width.ShouldBe(3);
    }

    [Fact]
    public void Files_are_read_alike_from_many_threads()
    {
        using var pool = new DicomWorkerPool(DicomWorkerSearch.Find(), new DicomWorkerPoolOptions { Workers = 3 });
        Parallel.For(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 6 }, i =>
            pool.Read(new DicomBuilder(3, 1, 8).Pixels8((byte)i, 1, 2).Build(), Request).Pixels.ShouldBe([(byte)i, 1, 2]));
        pool.Started.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void A_missing_program_says_how_to_get_it()
    {
        using var pool = new DicomWorkerPool(Path.Combine(folder.Folder, "nothing"), new DicomWorkerPoolOptions());
        Should.Throw<NativeLibraryException>(() => pool.Read(Film(), Request)).Message.ShouldContain("nothing");
    }

    public void Dispose() => folder.Dispose();

    private static byte[] Film() => new DicomBuilder(3, 1, 8).Pixels8(1, 2, 3).Build();

    private static bool IsOurChild(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/stat").Split(')')[1].Split(' ')[2] == Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string Script(string body)
    {
        string path = folder.Write("worker.sh", $"#!/bin/bash\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        return path;
    }
}
