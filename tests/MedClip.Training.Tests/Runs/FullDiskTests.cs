using System.Diagnostics;

namespace MedClip.Training.Tests;

/// <summary>A disk that fills up during a run, for real: a file system in memory of 300 KB. Skips where it may not be mounted.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TrainerFixture fixture = new();

    [SkippableFact]
    public void A_full_disk_ends_the_run_clearly_and_the_last_whole_checkpoint_goes_on()
    {
        string disk = fixture.Folder("disk");
        Directory.CreateDirectory(disk);
        Skip.IfNot(Run("mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk) == 0, "mounting a file system in memory needs root");
        try
        {
            TrainingOptions options = TrainerFixture.Options(4);
            double[] weights = fixture.Train("whole", options).Weights;
            string filler = Path.Combine(disk, "filler");
            MedClipException error = Should.Throw<MedClipException>(() => fixture.Train("disk/run", options, progress: new TrainerFixture.Watch(progress => FillAt(filler, progress, 14))));
            error.Message.ShouldContain("can't be written to");
            error.Message.ShouldContain("No space left on device");
            error.Message.ShouldContain("--resume");
            File.Delete(filler);
            fixture.Train("disk/run", options, resume: true).Weights.ShouldBe(weights);
        }
        finally
        {
            Run("umount", disk);
        }
    }

    public void Dispose() => fixture.Dispose();

    // Leaves no room for the next checkpoint.
    private static void FillAt(string filler, TrainingProgress progress, int step)
    {
        if (progress.Step != step)
        {
            return;
        }

        using var stream = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] block = new byte[1024];
        try
        {
            while (true)
            {
                stream.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
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
