namespace MedClip.Training;

/// <summary>What is trained for.</summary>
public enum ObjectiveKind
{
    /// <summary>MedCLIP's semantic matching of unpaired images and sentences.</summary>
    SemanticMatching,

    /// <summary>CLIP's loss over pairs.</summary>
    InfoNce,

    /// <summary>ConVIRT's loss over pairs.</summary>
    ConVirt,

    /// <summary>GLoRIA's global and local losses over pairs.</summary>
    Gloria,

    /// <summary>SigLIP's loss over pairs.</summary>
    SigLip,

    /// <summary>A classifier on the image tower, trained on labels alone.</summary>
    Supervised,

    /// <summary>A weighted sum of others (<see cref="ObjectiveOptions.Mixture"/>).</summary>
    Mixture,
}

/// <summary>The objectives by the names that the command line and mixtures take.</summary>
public static class ObjectiveNames
{
    /// <summary>Kinds by name.</summary>
    public static IReadOnlyDictionary<string, ObjectiveKind> All { get; } = new Dictionary<string, ObjectiveKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["medclip"] = ObjectiveKind.SemanticMatching,
        ["clip"] = ObjectiveKind.InfoNce,
        ["convirt"] = ObjectiveKind.ConVirt,
        ["gloria"] = ObjectiveKind.Gloria,
        ["siglip"] = ObjectiveKind.SigLip,
        ["supervised"] = ObjectiveKind.Supervised,
    };

    /// <summary>Whether an objective compares pairs; a mixture's parts say for themselves.</summary>
    /// <param name="kind">A kind.</param>
    public static bool IsPaired(this ObjectiveKind kind) => kind is ObjectiveKind.InfoNce or ObjectiveKind.ConVirt or ObjectiveKind.Gloria or ObjectiveKind.SigLip;
}
