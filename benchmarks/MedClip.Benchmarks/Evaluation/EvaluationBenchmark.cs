using MedClip.Benchmarks.Results;

namespace MedClip.Benchmarks.Evaluation;

/// <summary><c>./build.sh bench evaluation [statistics|retrieval|zero-shot]</c>: what evaluating costs, against the limits that it is to keep.</summary>
internal static class EvaluationBenchmark
{
    public static void Run(ResultRows results, string[] only)
    {
        if (only is [] || only.Contains("statistics"))
        {
            StatisticsRuns.Run(results);
        }

        if (only is [] || only.Contains("retrieval"))
        {
            RetrievalRuns.Run(results);
        }

        if (only is [] || only.Contains("zero-shot"))
        {
            ZeroShotRuns.Run(results);
        }
    }
}
