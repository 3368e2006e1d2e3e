using System.Diagnostics;
using MedClip.Benchmarks.Results;
using MedClip.Knowledge;

namespace MedClip.Benchmarks.Labelling;

/// <summary><c>./build.sh bench labelling-stream</c>: a table of a million reports from disk to disk; what it takes in time and in memory at most.</summary>
internal static class StreamingBenchmark
{
    public static void Run(ResultRows results)
    {
        int count = results.Effort.Of(1_000_000, 100);
        string folder = Directory.CreateTempSubdirectory("medclip-bench-").FullName;
        try
        {
            string input = Path.Combine(folder, "reports.csv");
            WriteTable(input, count);
            foreach ((string id, int threads) in ((string, int)[])[("one-thread", 1), ("two-threads", 2)])
            {
                long start = Stopwatch.GetTimestamp();
                var labeler = new ReportLabeler();
                using ReportReader reader = ReportReader.Open(input);
                var output = LabelOutput.ToFile(Path.Combine(folder, $"labels-{threads}.csv"), new LabelTable(reader.IdName, labeler.Findings));
                LabelingSummary summary = new LabelingRun(labeler, reader, [output], new LabelingRunOptions { Threads = threads }).Execute();
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                results.Add($"labelling-stream/{id}", summary.Reports / seconds, FormattableString.Invariant($"{summary.Reports} reports, {new FileInfo(input).Length / 1e6:0} MB, in {seconds:0.0} s"));
            }

            using var process = Process.GetCurrentProcess();
            results.Add("labelling-stream/memory", process.PeakWorkingSet64 / 1e6);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void WriteTable(string path, int count)
    {
        using var writer = new StreamWriter(path);
        writer.Write("uid,findings,impression\n");
        int row = 0;
        foreach (ReportText report in BenchmarkReports.Generate(count))
        {
            writer.Write($"{++row},\"{report.Sections[0].Span.Of(report.Text)}\",\"{report.Sections[1].Span.Of(report.Text)}\"\n");
        }
    }
}
