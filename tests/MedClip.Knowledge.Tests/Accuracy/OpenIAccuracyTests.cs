using Xunit.Abstractions;

namespace MedClip.Knowledge.Tests;

[Trait("Category", "Fixtures")]
public sealed class OpenIAccuracyTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData(LabelPolicy.Strict)]
    [InlineData(LabelPolicy.Graded)]
    public void Positive_labels_agree_with_the_human_codes(LabelPolicy policy)
    {
        var labeler = new ReportLabeler(new LabelerOptions { Policy = policy });
        var labels = OpenIReports.Read().Select(row => (row.Id, row.Gold, labeler.Label(row.Report).Labels)).ToList();
        foreach ((string name, Func<int, bool> half) in new (string, Func<int, bool>)[] { ("odd ids", id => id % 2 == 1), ("even ids", id => id % 2 == 0), ("all", _ => true) })
        {
            DetectionCounts total = default;
            double sum = 0;
            foreach ((Finding finding, string column) in OpenIReports.Judged)
            {
                DetectionCounts counts = default;
                foreach ((_, IReadOnlyDictionary<string, bool> gold, FindingLabels found) in labels.Where(row => half(row.Id)))
                {
                    counts = counts.With(found[finding] == LabelValue.Positive, gold[column]);
                }

                output.WriteLine($"  {name,-8} {finding,-17} {counts}");
                total += counts;
                sum += counts.F1;
            }

            output.WriteLine($"{policy}, {name}: micro {total} macro F1 {sum / OpenIReports.Judged.Count:0.000}");
            total.F1.ShouldBeGreaterThan(0.5);
        }
    }
}
