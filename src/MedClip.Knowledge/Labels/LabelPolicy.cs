namespace MedClip.Knowledge;

/// <summary>How the mentions of a finding become one label.</summary>
public enum LabelPolicy
{
    /// <summary>Present if any mention says so; else uncertain if any hedges; else absent. Hedges are uncertain whatever their certainty.</summary>
    Strict,

    /// <summary>As <see cref="Strict"/>, but a hedge of certainty 0.5 or more ("probable", "versus", "borderline") counts as present.</summary>
    Graded,

    /// <summary>CheXpert's (https://arxiv.org/abs/1901.07031): absent and uncertain give uncertain, even when present too; otherwise present wins.</summary>
    CheXpert,

    /// <summary>NegBio's: as <see cref="CheXpert"/>, but absent and uncertain without present give absent.</summary>
    NegBio,

    /// <summary>MIMIC-CXR's (https://arxiv.org/abs/1901.07042): CheXpert's labels of one section, see <see cref="SectionChoice.Mimic"/>.</summary>
    Mimic,
}
