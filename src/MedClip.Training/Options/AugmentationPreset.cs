using MedClip.Data;

namespace MedClip.Training;

/// <summary>How training images are varied.</summary>
public enum AugmentationPreset
{
    /// <summary>Ours: no crop, milder scales.</summary>
    Default,

    /// <summary>The paper's (section 4.2).</summary>
    Paper,

    /// <summary>The released code's.</summary>
    Reference,

    /// <summary>Not at all.</summary>
    None,
}

/// <summary>The specifications behind the presets.</summary>
internal static class AugmentationPresets
{
    public static AugmentationSpec Spec(this AugmentationPreset preset) => preset switch
    {
        AugmentationPreset.Paper => AugmentationSpec.Paper,
        AugmentationPreset.Reference => AugmentationSpec.Reference,
        AugmentationPreset.None => AugmentationSpec.None,
        _ => AugmentationSpec.Default,
    };
}
