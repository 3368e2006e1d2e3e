namespace MedClip.Models;

/// <summary>
/// Prompts for zero-shot classification, by finding. Files are JSON: a bank (findings, and slots with which templates are filled in), or an object whose members are findings, each a list of
/// positive prompts or <c>{"positive": [...], "negative": [...]}</c>; <see cref="PromptBanks.Schema"/> describes both.
/// </summary>
public sealed partial class PromptSet
{
    /// <summary>What <see cref="Load"/> takes before the name of a built-in bank.</summary>
    public const string BuiltInPrefix = "builtin:";

    private static readonly Lazy<PromptSet> BuiltIn = new(() => PromptBanks.Load("default"));

    /// <summary>Creates a set.</summary>
    /// <param name="prompts">One or more distinct findings, each with at least one positive prompt; no prompt blank.</param>
    /// <exception cref="InvalidInputException">A finding lacks prompts or has a blank one.</exception>
    public PromptSet(IEnumerable<FindingPrompts> prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        Items = [.. prompts];
        foreach (FindingPrompts item in Items)
        {
            if (item.Positive.Count == 0)
            {
                throw new InvalidInputException($"The finding '{item.Finding}' has no positive prompt.");
            }

            if (item.Positive.Concat(item.Negative).Any(string.IsNullOrWhiteSpace))
            {
                throw new InvalidInputException($"The finding '{item.Finding}' has a blank prompt.");
            }
        }

        Findings = new FindingSet(Items.Select(item => item.Finding));
    }

    /// <summary>Built-in prompts for the 14 findings of CheXpert, each with what reports say when it is absent: the bank <c>default</c>.</summary>
    public static PromptSet Default => BuiltIn.Value;

    /// <summary>The findings with their prompts.</summary>
    public IReadOnlyList<FindingPrompts> Items { get; }

    /// <summary>The findings, in order.</summary>
    public FindingSet Findings { get; }

    /// <summary>Reads a prompt file, or a built-in bank.</summary>
    /// <param name="path">A JSON file in this type's format, or <c>builtin:</c> and a name of <see cref="PromptBanks.Names"/>.</param>
    /// <exception cref="InvalidInputException">The file is missing, no JSON of this format, or lacks prompts; the message says where and what to do.</exception>
    public static PromptSet Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return path.StartsWith(BuiltInPrefix, StringComparison.OrdinalIgnoreCase) ? PromptBanks.Load(path[BuiltInPrefix.Length..]) : PromptFile.Read(path);
    }

    /// <summary>The prompts of some findings, in the given order.</summary>
    /// <param name="findings">Findings of this set.</param>
    /// <exception cref="InvalidInputException">The set has no prompts for one of them; the message lists those it has.</exception>
    public PromptSet Subset(FindingSet findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        FindingSet known = Findings.Subset(findings.Names);
        return new PromptSet(known.Select(finding => Items[Findings.IndexOf(finding)]));
    }
}
