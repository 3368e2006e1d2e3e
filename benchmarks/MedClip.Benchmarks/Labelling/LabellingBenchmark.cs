using MedClip.Benchmarks.Results;
using MedClip.Knowledge;

namespace MedClip.Benchmarks.Labelling;

/// <summary>
/// <c>./build.sh bench labelling</c>: reports a second of labels alone, of labels with evidence, on two threads, and of a naive labeller made of regular expressions,
/// taken in turn in one process; bytes allocated a report. On one core by processor time.
/// </summary>
internal static class LabellingBenchmark
{
    public static void Run(ResultRows results)
    {
        (IReadOnlyList<ReportText> all, string origin) = BenchmarkReports.Load();
        ReportText[] reports = [.. all.Take(results.Effort.Of(all.Count, 20))];
        var labeler = new ReportLabeler();
        var naive = new NaiveRegexLabeler();
        var labels = new LabelValue[labeler.Findings.Count];
        double characters = reports.Average(report => report.Text.Length);
        results.Say($"{reports.Length} {origin}, {characters:0} characters each");
        Action plain = () => ForEach(0, reports.Length, report => labeler.Label(report, labels));
        Action evidence = () => ForEach(0, reports.Length, report => labeler.Label(report));
        Action parsed = () => ForEach(0, reports.Length, report => labeler.Label(ReportText.Parse(report.Text), labels));
        int rounds = results.Effort.Of(15, 1), warmUps = results.Effort.Of(3, 1);
        Turns turns = Turns.TakeOnProcessor(rounds, warmUps, plain, evidence, parsed, () => ForEach(0, reports.Length, report => naive.Label(report.Text, labels)));
        Row("labels", 0, plain);
        Row("evidence", 1, evidence);
        Row("parsed", 2, parsed);
        results.Add("labelling/naive", turns.Ratio(3, 0));
        Turns threads = Turns.Timed(rounds, 1, () => Turns.Wall(plain), () => Turns.Wall(TwoThreads));
        results.Add("labelling/threads", threads.Ratio(0, 1));

        void Row(string id, int way, Action work)
        {
            Series rate = turns.Of(way, time => reports.Length * 1000 / time);
            results.Add($"labelling/{id}", rate, FormattableString.Invariant($"{rate.Median * characters / 1e6:0.0} MB/s, {Allocated(work) / reports.Length:0} bytes allocated a report"));
        }

        void TwoThreads() => Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, part =>
        {
            var own = new LabelValue[labeler.Findings.Count];
            ForEach(reports.Length * part / 2, reports.Length * (part + 1) / 2, report => labeler.Label(report, own));
        });

        void ForEach(int from, int to, Action<ReportText> label)
        {
            for (int i = from; i < to; i++)
            {
                label(reports[i]);
            }
        }
    }

    private static double Allocated(Action work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
