namespace MedClip;

/// <summary>
/// A finding of a chest film, identified by its name. Two findings are equal when their names agree
/// without regard to case, spaces, underscores and hyphens ("Pleural Effusion" = "pleural_effusion").
/// </summary>
public readonly struct Finding : IEquatable<Finding>
{
    private readonly string? name;

    /// <summary>Creates a finding from its display name.</summary>
    /// <param name="name">The display name, e.g. "Pleural Effusion"; must hold at least one letter or digit.</param>
    /// <exception cref="ArgumentException">The name holds no letter or digit.</exception>
    public Finding(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (FindingName.Normalize(name).Length == 0)
        {
            throw new ArgumentException($"'{name}' is not a finding's name: it has no letter or digit.", nameof(name));
        }

        this.name = name.Trim();
    }

    /// <summary>The display name.</summary>
    public string Name => name ?? "";

    /// <summary>No Finding: the film shows none of the other findings (support devices aside).</summary>
    public static Finding NoFinding { get; } = new("No Finding");

    /// <summary>Enlarged cardiomediastinum (UMLS C2021206).</summary>
    public static Finding EnlargedCardiomediastinum { get; } = new("Enlarged Cardiomediastinum");

    /// <summary>Cardiomegaly (UMLS C0018800).</summary>
    public static Finding Cardiomegaly { get; } = new("Cardiomegaly");

    /// <summary>Lung opacity (UMLS C4728208).</summary>
    public static Finding LungOpacity { get; } = new("Lung Opacity");

    /// <summary>Lung lesion: nodule or mass (UMLS C0577916).</summary>
    public static Finding LungLesion { get; } = new("Lung Lesion");

    /// <summary>Pulmonary edema (UMLS C0034063).</summary>
    public static Finding Edema { get; } = new("Edema");

    /// <summary>Consolidation (UMLS C0521530).</summary>
    public static Finding Consolidation { get; } = new("Consolidation");

    /// <summary>Pneumonia (UMLS C0032285).</summary>
    public static Finding Pneumonia { get; } = new("Pneumonia");

    /// <summary>Atelectasis (UMLS C0004144).</summary>
    public static Finding Atelectasis { get; } = new("Atelectasis");

    /// <summary>Pneumothorax (UMLS C0032326).</summary>
    public static Finding Pneumothorax { get; } = new("Pneumothorax");

    /// <summary>Pleural effusion (UMLS C0032227).</summary>
    public static Finding PleuralEffusion { get; } = new("Pleural Effusion");

    /// <summary>Other pleural change, e.g. thickening (UMLS C0032226).</summary>
    public static Finding PleuralOther { get; } = new("Pleural Other");

    /// <summary>Fracture (UMLS C0016658).</summary>
    public static Finding Fracture { get; } = new("Fracture");

    /// <summary>Support devices: lines, tubes, leads (UMLS C0183683).</summary>
    public static Finding SupportDevices { get; } = new("Support Devices");

    /// <inheritdoc/>
    public bool Equals(Finding other) => FindingName.Equal(Name, other.Name);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Finding other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(FindingName.Normalize(Name), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Whether two findings have the same name.</summary>
    public static bool operator ==(Finding left, Finding right) => left.Equals(right);

    /// <summary>Whether two findings have different names.</summary>
    public static bool operator !=(Finding left, Finding right) => !left.Equals(right);
}
