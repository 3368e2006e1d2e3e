namespace MedClip.Knowledge;

/// <summary>How reports are labelled. The labeller copies what it needs: later changes have no effect on it.</summary>
public sealed class LabelerOptions
{
    /// <summary>The terms of the findings. Default: the built-in ones.</summary>
    public Lexicon Lexicon { get; set; } = Lexicon.Default;

    /// <summary>The trigger phrases. Default: the built-in ones.</summary>
    public AssertionRules Rules { get; set; } = AssertionRules.Default;

    /// <summary>Which sections are read. Default: null, the policy's choice: findings and impression, or MIMIC's.</summary>
    public SectionChoice? Sections { get; set; }

    /// <summary>How mentions become labels. Default: strict.</summary>
    public LabelPolicy Policy { get; set; } = LabelPolicy.Strict;

    /// <summary>When "No Finding" is derived. Default: null, the policy's rule: stated, or CheXpert's for CheXpert, NegBio and MIMIC.</summary>
    public NoFindingRule? NoFinding { get; set; }

    /// <summary>
    /// Whether a phrase about a whole organ ("the lungs are clear") or about something broader ("no airspace disease") denies the findings that it rules out.
    /// Default: null, as the policy has it: true, or false for CheXpert, NegBio and MIMIC, which label only what is named.
    /// </summary>
    public bool? ImpliedAbsence { get; set; }

    /// <summary>Whether a word of eight letters or more that is one letter off a known one counts as that word. Default: false; frequent misspellings are known in any case.</summary>
    public bool TolerateMisspellings { get; set; }

    /// <summary>Makes the extractor of concepts from the shared vocabulary; null for the lexicon's own. Default: null.</summary>
    public Func<Vocabulary, IEntityExtractor>? Extractor { get; set; }

    /// <summary>The settings with which chexpert-labeler's labels are reproduced.</summary>
    public static LabelerOptions ForCheXpert() => new() { Policy = LabelPolicy.CheXpert };

    /// <summary>Whether a policy follows chexpert-labeler in all but its aggregation.</summary>
    internal static bool FollowsCheXpert(LabelPolicy policy) => policy is LabelPolicy.CheXpert or LabelPolicy.NegBio or LabelPolicy.Mimic;
}
