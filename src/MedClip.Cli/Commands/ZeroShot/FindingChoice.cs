namespace MedClip.Cli;

/// <summary>Turns names that a user typed into findings of a model.</summary>
internal static class FindingChoice
{
    /// <param name="learned">The findings that the model learned.</param>
    /// <param name="names">Names, also those of other data sets ("Effusion"); null asks for all.</param>
    /// <exception cref="InvalidInputException">A name is unknown.</exception>
    public static FindingSet Of(FindingSet learned, IReadOnlyList<string>? names)
    {
        if (names is null)
        {
            return learned;
        }

        if (names.Count == 0)
        {
            throw new WrongUseException("--findings names no finding; give names with commas between, or leave it out.");
        }

        return learned.Subset(names.Select(name =>
            !learned.TryGetIndex(name, out _) && FindingAliases.TryResolve(name, out FindingAlias alias) && alias.Finding is { } finding ? finding.Name : name).DistinctBy(FindingName.Normalize));
    }
}
