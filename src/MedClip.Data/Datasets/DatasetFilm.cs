namespace MedClip.Data;

/// <summary>One film of a public data set, with all that the set says of it.</summary>
/// <param name="File">The picture's file; it may be missing.</param>
/// <param name="Labels">What the set says of the findings (<see cref="IFilmDataset.Findings"/>).</param>
public sealed record DatasetFilm(string File, FindingLabels Labels)
{
    /// <summary>Who it shows; null when the set does not say.</summary>
    public string? Patient { get; init; }

    /// <summary>The study that it belongs to; null when the set does not say.</summary>
    public string? Study { get; init; }

    /// <summary>The set's own split: train, validation or test; null when it has none.</summary>
    public string? Split { get; init; }

    /// <summary>PA, AP, LATERAL, …; null when unknown.</summary>
    public string? View { get; init; }

    /// <summary>M or F; null when unknown.</summary>
    public string? Sex { get; init; }

    /// <summary>Years; null when unknown.</summary>
    public float? Age { get; init; }

    /// <summary>The report of the study; null when the set has none for it.</summary>
    public ReportRecord? Report { get; init; }

    /// <summary>Boxes that radiologists drew.</summary>
    public IReadOnlyList<FindingBox> Boxes { get; init; } = [];
}

/// <summary>A box around a finding, in pixels of the original film.</summary>
/// <param name="Finding">The class as the set spells it.</param>
/// <param name="X">Left.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public sealed record FindingBox(string Finding, float X, float Y, float Width, float Height);
