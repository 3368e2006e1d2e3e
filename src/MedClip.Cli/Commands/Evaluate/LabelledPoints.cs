using MedClip.Data;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Embedded films as points with labels and patient numbers.</summary>
internal sealed class LabelledPoints
{
    // The same as the protocols' own default.
    private static readonly GroundTruthPolicy Policy = new();

    public LabelledPoints(EmbeddedFilms embedded)
    {
        Films = embedded.Films;
        Rows = embedded.Embeddings;
        Flat = [.. embedded.Embeddings.SelectMany(e => e)];
        Points = Points.Of(Flat, embedded.Embeddings[0].Length);
        Labels = [.. embedded.Films.Select(f => f.Labels!)];
        // A film of nobody known is a patient of its own.
        string[] names = [.. embedded.Films.Select((f, i) => f.Patient is { } patient ? "p" + patient : $"#{i}")];
        string[] distinct = [.. names.Distinct()];
        Dictionary<string, int> numbers = distinct.Select((name, i) => (name, i)).ToDictionary(x => x.name, x => x.i, StringComparer.Ordinal);
        Patients = [.. names.Select(name => numbers[name])];
    }

    public IReadOnlyList<ImageRecord> Films { get; }

    public IReadOnlyList<float[]> Rows { get; }

    public float[] Flat { get; }

    public Points Points { get; }

    public FindingLabels[] Labels { get; }

    public int[] Patients { get; }

    /// <summary>The rows where a finding's label counts, and whether it is present.</summary>
    public (int[] Rows, bool[] Present) Counted(Finding finding)
    {
        bool?[] present = [.. Labels.Select(labels => Policy.Present(labels[finding]))];
        int[] rows = [.. Enumerable.Range(0, present.Length).Where(i => present[i] is not null)];
        return (rows, [.. rows.Select(i => present[i]!.Value)]);
    }
}
