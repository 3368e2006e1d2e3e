namespace MedClip.Evaluation;

/// <summary>Labels as what a probe learns from.</summary>
internal static class ProbeLabels
{
    /// <summary>Refuses films whose embeddings, labels and patients do not belong together.</summary>
    public static void RequireFilms(Points embeddings, IReadOnlyList<FindingLabels> labels, IReadOnlyList<int> patients, LinearProbeOptions options)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(patients);
        ArgumentOutOfRangeException.ThrowIfZero(options.Strengths.Count, nameof(options));
        if (labels.Count != embeddings.Count || patients.Count != embeddings.Count)
        {
            throw new ArgumentException($"{embeddings.Count} embeddings, {labels.Count} labels and {patients.Count} patients: there must be one of each for each film.", nameof(labels));
        }
    }

    /// <summary>The rows with exactly one of the findings present, and which one.</summary>
    public static (int[] Rows, int[] Classes) OneAmongAll(IReadOnlyList<FindingLabels> labels, FindingSet findings)
    {
        var rows = new List<int>();
        var classes = new List<int>();
        for (int i = 0; i < labels.Count; i++)
        {
            int[] present = [.. Enumerable.Range(0, findings.Count).Where(k => labels[i][findings[k]] == LabelValue.Positive)];
            if (present.Length == 1)
            {
                rows.Add(i);
                classes.Add(present[0]);
            }
        }

        return ([.. rows], [.. classes]);
    }

    /// <summary>Refuses classes that no film shows: a probe cannot learn them.</summary>
    public static void RequireAll(int[] classes, FindingSet findings)
    {
        Finding[] missing = [.. findings.Where((_, k) => !classes.Contains(k))];
        if (missing.Length > 0)
        {
            throw new ArgumentException($"No film shows {string.Join(", ", missing)} alone among the findings; leave such findings out, or give more films.", nameof(classes));
        }
    }
}
