using MedClip.Knowledge;

namespace MedClip.Accuracy;

/// <summary>The NegEx sentences: is the one marked concept denied, of the past, or only feared?</summary>
internal sealed class NegEx(string file)
{
    public static FindingSet Dimensions { get; } = FindingSet.Of("negated", "historical", "hypothetical");

    private readonly List<(string Id, string Sentence, TextSpan Concept, FindingLabels Gold)> rows = [.. Read(file)];

    public string TextOf(string id) => rows.First(row => row.Id == id) is var row ? row.Sentence + " [" + row.Concept.Of(row.Sentence) + "]" : "";

    public LabelAgreement Score(ConceptAsserter asserter, Func<Part, bool> parts) => new(
        Dimensions,
        [.. rows.Where(row => parts(SetAside.PartOf(row.Sentence))).Select(row => new LabelCase(row.Id, Found(asserter.Assert(row.Sentence, row.Concept)), row.Gold, SetAside.Wording(row.Sentence)))]);

    private static FindingLabels Found(ConceptAssertion found) => Labels(
        found.Assertion.Presence == Presence.Absent, found.Assertion.Temporality == Temporality.Historical, found.Assertion.Temporality == Temporality.Hypothetical);

    private static IEnumerable<(string Id, string Sentence, TextSpan Concept, FindingLabels Gold)> Read(string file)
    {
        foreach (string[] fields in File.ReadLines(file).Skip(1).Select(line => line.Split('\t')))
        {
            string sentence = fields[2].Trim('"');
            if (GivenConcept.Find(sentence, fields[1]) is { } concept)
            {
                yield return (fields[0], sentence, concept, Labels(fields[3] == "Negated", fields[4] == "Historical", fields[4] == "Not particular"));
            }
        }
    }

    private static FindingLabels Labels(params ReadOnlySpan<bool> values)
    {
        var labels = new LabelValue[values.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = values[i] ? LabelValue.Positive : LabelValue.Negative;
        }

        return new FindingLabels(Dimensions, labels);
    }
}
