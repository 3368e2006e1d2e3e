namespace MedClip.Training;

/// <summary>What is trained for.</summary>
public enum ObjectiveKind
{
    /// <summary>MedCLIP's semantic matching of unpaired images and sentences.</summary>
    SemanticMatching,

    /// <summary>CLIP's loss over pairs; needs a pair column.</summary>
    InfoNce,
}
