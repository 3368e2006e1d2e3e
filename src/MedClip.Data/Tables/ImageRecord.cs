namespace MedClip.Data;

/// <summary>One film of a table.</summary>
/// <param name="Name">The path as the table spells it.</param>
/// <param name="Path">The file: <paramref name="Name"/> under the image root.</param>
/// <param name="Patient">Who it shows; null when the table does not say.</param>
/// <param name="Split">The split that the table puts it in; null when the table does not say.</param>
/// <param name="Labels">What is known of the findings; null when the table has no finding columns.</param>
public sealed record ImageRecord(string Name, string Path, string? Patient = null, string? Split = null, FindingLabels? Labels = null)
{
    /// <summary>The study (examination) it belongs to; null when the table does not say.</summary>
    public string? Study { get; init; }

    /// <summary>The view, e.g. PA or AP, as the table spells it; null when unknown.</summary>
    public string? View { get; init; }

    /// <summary>The patient's sex as the table spells it; null when unknown.</summary>
    public string? Sex { get; init; }

    /// <summary>The patient's age in years; null when unknown or no number.</summary>
    public float? Age { get; init; }

    /// <summary>The sentence or report of the same study, from the column that <see cref="ImageTableOptions.TextColumn"/> names; else null.</summary>
    public string? Text { get; init; }

    /// <summary>The line of the table, from 1; 0 when it comes from no table.</summary>
    public int Line { get; init; }
}
