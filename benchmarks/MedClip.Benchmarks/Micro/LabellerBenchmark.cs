using BenchmarkDotNet.Attributes;
using MedClip.Knowledge;

namespace MedClip.Benchmarks.Micro;

/// <summary>Reports labelled a second on one core: 1,000 reports an operation.</summary>
[MemoryDiagnoser]
public class LabellerBenchmark
{
    private readonly ReportLabeler labeler = new();
    private readonly string[] reports =
    [
        "The heart is mildly enlarged. No pleural effusion, pneumothorax or focal consolidation.",
        "Interval placement of an endotracheal tube. Small left pleural effusion with adjacent atelectasis; pneumonia cannot be excluded.",
        "No acute cardiopulmonary abnormality.",
    ];

    [Benchmark(OperationsPerInvoke = 1000)]
    public int Label()
    {
        int sentences = 0;
        for (int i = 0; i < 1000; i++)
        {
            sentences += labeler.Label(reports[i % reports.Length]).Sentences.Count;
        }

        return sentences;
    }
}
