using System.Diagnostics;
using MedClip.Knowledge;

namespace MedClip.Benchmarks.Labelling;

/// <summary>
/// <c>./build.sh bench labelling</c>: reports a second of labels alone, of labels with evidence, on two threads, and of a naive labeller made of regular expressions,
/// taken in turn in one process; bytes allocated a report; and a million reports streamed from a table.
/// </summary>
internal static class LabellingBenchmark
{
    private const int Rounds = 15;

    public static void Run()
    {
        (IReadOnlyList<ReportText> reports, string origin) = BenchmarkReports.Load();
        var labeler = new ReportLabeler();
        var naive = new NaiveRegexLabeler();
        var labels = new LabelValue[labeler.Findings.Count];
        double characters = reports.Average(report => report.Text.Length);
        Console.WriteLine($"{reports.Count} {origin}, {characters:0} characters each; medians of {Rounds} rounds in turn");
        Console.WriteLine();
        Console.WriteLine("| way | reports/s | MB/s | bytes allocated a report |");
        Console.WriteLine("|---|---|---|---|");
        (string Name, Action<int, int> Work, int Threads)[] ways =
        [
            ("labels, one thread", (from, to) => ForEach(from, to, report => labeler.Label(report, labels)), 1),
            ("labels with evidence, one thread", (from, to) => ForEach(from, to, report => labeler.Label(report)), 1),
            ("labels of plain text, sections found, one thread", (from, to) => ForEach(from, to, report => labeler.Label(ReportText.Parse(report.Text), labels)), 1),
            ("labels, two threads", LabelWithOwnRoom, 2),
            ("labels with evidence, two threads", (from, to) => ForEach(from, to, report => labeler.Label(report)), 2),
            ("naive regular expressions, one thread", (from, to) => ForEach(from, to, report => naive.Label(report.Text, labels)), 1),
        ];
        double[] rates = Measure(ways, reports.Count);
        for (int i = 0; i < ways.Length; i++)
        {
            string allocated = ways[i].Threads > 1 ? "" : $"{Allocated(ways[i].Work, reports.Count):0}";
            Console.WriteLine($"| {ways[i].Name} | {rates[i]:0} | {rates[i] * characters / 1e6:0.0} | {allocated} |");
        }

        Console.WriteLine();
        Console.WriteLine($"two threads ÷ one: {rates[3] / rates[0]:0.00}× labels, {rates[4] / rates[1]:0.00}× with evidence; ours ÷ naive: {rates[0] / rates[5]:0.0}×, with evidence {rates[1] / rates[5]:0.0}×");

        void ForEach(int from, int to, Action<ReportText> label)
        {
            for (int i = from; i < to; i++)
            {
                label(reports[i]);
            }
        }

        void LabelWithOwnRoom(int from, int to)
        {
            var own = new LabelValue[labeler.Findings.Count];
            ForEach(from, to, report => labeler.Label(report, own));
        }
    }

    private static double[] Measure((string Name, Action<int, int> Work, int Threads)[] ways, int count)
    {
        var times = new double[ways.Length][];
        for (int i = 0; i < ways.Length; i++)
        {
            times[i] = new double[Rounds];
        }

        for (int round = -3; round < Rounds; round++) // the first rounds warm up
        {
            for (int i = 0; i < ways.Length; i++)
            {
                double time = Time(ways[i].Work, ways[i].Threads, count);
                if (round >= 0)
                {
                    times[i][round] = time;
                }
            }
        }

        return [.. times.Select(all => count / all.Order().ElementAt(Rounds / 2))];
    }

    private static double Time(Action<int, int> work, int threads, int count)
    {
        long start = Stopwatch.GetTimestamp();
        if (threads == 1)
        {
            work(0, count);
        }
        else
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part => work(count * part / threads, count * (part + 1) / threads));
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Allocated(Action<int, int> work, int count)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work(0, count);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)count;
    }
}
