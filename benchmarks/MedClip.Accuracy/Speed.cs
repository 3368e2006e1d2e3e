using System.Diagnostics;
using MedClip.Knowledge;

namespace MedClip.Accuracy;

/// <summary>Reports labelled a second on one thread: the best of several rounds.</summary>
internal static class Speed
{
    private const int Rounds = 12;

    public static void Show(IReadOnlyList<ReportText> texts)
    {
        var labeler = new ReportLabeler();
        var labels = new LabelValue[labeler.Findings.Count];
        Console.WriteLine($"reports/s, one thread: {Best(text => labeler.Label(text, labels)):0} labels only, {Best(text => labeler.Label(text)):0} with evidence");

        double Best(Action<ReportText> label)
        {
            double best = 0;
            for (int round = 0; round < Rounds; round++)
            {
                long start = Stopwatch.GetTimestamp();
                foreach (ReportText text in texts)
                {
                    label(text);
                }

                best = Math.Max(best, texts.Count / Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            return best;
        }
    }
}
