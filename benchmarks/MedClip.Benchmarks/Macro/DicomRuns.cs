using System.Diagnostics;
using System.Globalization;
using MedClip.Benchmarks.Results;
using MedClip.Data;

namespace MedClip.Benchmarks.Macro;

/// <summary>What it costs to decode DICOM in a process of its own.</summary>
internal static class DicomRuns
{
    public static void Measure(ResultRows results)
    {
        int edge = results.Effort.Of(2048, 64), rounds = results.Effort.Rounds;
        byte[] pixels = new byte[edge * edge * 2];
        new Random(1).NextBytes(pixels);
        byte[] file = DicomFile.Write(edge, edge, pixels), tiny = DicomFile.Write(1, 1, [1, 0]), hostile = [.. file[..200], .. new byte[4]];
        var reader = new DicomReader();
        Row("picture", 4, () => reader.Decode("film", file));
        Row("pixel", 100, () => reader.Decode("film", tiny));
        Row("restart", 4, () => AfterAKill(reader, tiny));
        Row("refused", 40, () => Refused(reader, hostile));

        void Row(string id, int count, Action work)
        {
            int times = results.Effort.Of(count, 1);
            results.Add($"data/dicom-{id}", Turns.Timed(rounds, 1, () => Turns.Wall(() => Repeat(times, work))).Of(0, time => time / times));
        }
    }

    private static void AfterAKill(DicomReader reader, byte[] file)
    {
        foreach (Process worker in Process.GetProcesses().Where(process => process.ProcessName.StartsWith("medclip_dicom", StringComparison.Ordinal) && IsOurChild(process)))
        {
            worker.Kill();
            worker.WaitForExit();
        }

        // Each dead worker of the pool may cost a refusal.
        for (int i = 0; i < Environment.ProcessorCount; i++)
        {
            Refused(reader, file);
        }
    }

    private static bool IsOurChild(Process process) =>
        File.ReadAllText($"/proc/{process.Id}/stat").Split(')')[^1].Split(' ')[2] == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private static void Refused(DicomReader reader, byte[] file)
    {
        try
        {
            reader.Decode("film", file);
        }
        catch (InvalidInputException)
        {
        }
    }

    private static void Repeat(int count, Action work)
    {
        for (int i = 0; i < count; i++)
        {
            work();
        }
    }
}
