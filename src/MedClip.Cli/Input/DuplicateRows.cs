namespace MedClip.Cli;

/// <summary>What happens to a path that stands in a table twice.</summary>
internal enum DuplicateRows
{
    /// <summary>The command refuses to go on.</summary>
    Refuse,

    /// <summary>The first row counts.</summary>
    KeepFirst,
}
