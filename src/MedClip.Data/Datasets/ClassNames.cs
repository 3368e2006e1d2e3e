namespace MedClip.Data;

/// <summary>Labels of sets that name the classes of a film, e.g. "Cardiomegaly|Effusion".</summary>
internal sealed class ClassNames
{
    private readonly FindingSet findings;
    private readonly bool[] covered;

    /// <param name="findings">The findings that labels are kept for.</param>
    /// <param name="classes">All classes of the set: a finding that one of them stands for is absent where none is named.</param>
    public ClassNames(FindingSet findings, IEnumerable<string> classes)
    {
        this.findings = findings;
        covered = new bool[findings.Count];
        foreach (string name in classes)
        {
            if (Place(name) is { } place)
            {
                covered[place] = true;
            }
        }
    }

    /// <summary>The labels of a film of the given classes, or null for a name that is unknown.</summary>
    public FindingLabels? Of(IEnumerable<string> named, out string? unknown)
    {
        var values = new LabelValue[findings.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = covered[i] ? LabelValue.Negative : LabelValue.NotMentioned;
        }

        unknown = null;
        foreach (string name in named)
        {
            if (Place(name) is { } place)
            {
                values[place] = LabelValue.Positive;
            }
            else if (!FindingAliases.TryResolve(name, out _))
            {
                unknown = name;
                return null;
            }
        }

        return new FindingLabels(findings, values);
    }

    private int? Place(string name) =>
        findings.TryGetIndex(name, out int index) ? index
        : FindingAliases.Resolve(name) is { } finding && findings.IndexOf(finding) is var place and >= 0 ? place : null;
}
