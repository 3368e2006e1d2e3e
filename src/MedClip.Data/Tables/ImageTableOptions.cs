namespace MedClip.Data;

/// <summary>How an image table is read.</summary>
public sealed record ImageTableOptions
{
    /// <summary>The findings that labels are kept for; CheXpert's 14 by default. Names of this set win over data sets' aliases.</summary>
    public FindingSet Findings { get; init; } = FindingSet.CheXpert;

    /// <summary>What a column is worth that is neither known nor a finding; <see cref="UnknownColumns.Ignore"/> by default.</summary>
    public UnknownColumns UnknownColumns { get; init; } = UnknownColumns.Ignore;

    /// <summary>What to do when a path stands in two rows; <see cref="DuplicatePaths.Refuse"/> by default.</summary>
    public DuplicatePaths DuplicatePaths { get; init; } = DuplicatePaths.Refuse;

    /// <summary>What to do when a picture's file is missing; <see cref="MissingFiles.Refuse"/> by default.</summary>
    public MissingFiles MissingFiles { get; init; } = MissingFiles.Refuse;

    /// <summary>The column that gives the split, when it has another name than "split"; null by default.</summary>
    public string? SplitColumn { get; init; }

    /// <summary>Whether a column <c>split</c> is passed over, for a split of one's own.</summary>
    public bool IgnoreSplit { get; init; }

    /// <summary>A column with a sentence or report of the same study, for baselines that need pairs; null by default.</summary>
    public string? TextColumn { get; init; }
}

/// <summary>What a column is worth that is neither known nor a finding.</summary>
public enum UnknownColumns
{
    /// <summary>It is left out and listed in <see cref="ImageTable.IgnoredColumns"/>.</summary>
    Ignore,

    /// <summary>It is an error, with the nearest known finding in the message.</summary>
    Refuse,
}

/// <summary>What to do when a path stands in two rows.</summary>
public enum DuplicatePaths
{
    /// <summary>An error that names the path and both lines.</summary>
    Refuse,

    /// <summary>The first row counts; the others are counted in <see cref="ImageTable.SkippedDuplicates"/>.</summary>
    KeepFirst,
}

/// <summary>What to do when a picture's file is missing.</summary>
public enum MissingFiles
{
    /// <summary>An error that counts them and names the first.</summary>
    Refuse,

    /// <summary>Their rows are left out and listed in <see cref="ImageTable.MissingFiles"/>.</summary>
    Skip,

    /// <summary>The files are not looked for; reading them will tell.</summary>
    DoNotCheck,
}
