using System.Diagnostics;
using MedClip.Knowledge;

namespace MedClip.Benchmarks.Labelling;

/// <summary><c>./build.sh bench labelling-stream</c>: a table of a million reports from disk to disk; what it takes in time and in memory at most.</summary>
internal static class StreamingBenchmark
{
    private const int Count = 1_000_000;

    public static void Run()
    {
        string folder = Directory.CreateTempSubdirectory("medclip-bench-").FullName;
        try
        {
            string input = Path.Combine(folder, "reports.csv");
            WriteTable(input);
            foreach (int threads in (int[])[1, 2])
            {
                long start = Stopwatch.GetTimestamp();
                var labeler = new ReportLabeler();
                using ReportReader reader = ReportReader.Open(input);
                var output = LabelOutput.ToFile(Path.Combine(folder, $"labels-{threads}.csv"), new LabelTable(reader.IdName, labeler.Findings));
                LabelingSummary summary = new LabelingRun(labeler, reader, [output], new LabelingRunOptions { Threads = threads }).Execute();
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                using var process = Process.GetCurrentProcess();
                Console.WriteLine(
                    $"{summary.Reports} reports ({new FileInfo(input).Length >> 20} MB), {threads} thread(s): {seconds:0.0} s, {summary.Reports / seconds:0} reports/s; at most {process.PeakWorkingSet64 >> 20} MB of memory so far");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void WriteTable(string path)
    {
        using var writer = new StreamWriter(path);
        writer.Write("uid,findings,impression\n");
        int row = 0;
        foreach (ReportText report in BenchmarkReports.Generate(Count))
        {
            writer.Write($"{++row},\"{report.Sections[0].Span.Of(report.Text)}\",\"{report.Sections[1].Span.Of(report.Text)}\"\n");
        }
    }
}
