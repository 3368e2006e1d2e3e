namespace MedClip.Data;

/// <summary>How a data set becomes our table.</summary>
public sealed record PreparationOptions
{
    /// <summary>What an uncertain label becomes; <see cref="UncertainLabels.Keep"/> by default.</summary>
    public UncertainLabels Uncertain { get; init; } = UncertainLabels.Keep;

    /// <summary>What happens to films whose file is missing; <see cref="MissingFiles.Skip"/> by default, counted and listed.</summary>
    public MissingFiles Missing { get; init; } = MissingFiles.Skip;

    /// <summary>Whether frontal views alone are kept (PA, AP and unknown).</summary>
    public bool FrontalOnly { get; init; }

    /// <summary>Whether each film is read and hashed (SHA-256), so that exact copies are found.</summary>
    public bool HashFilms { get; init; }

    /// <summary>The set's variant.</summary>
    public DatasetOptions Dataset { get; init; } = new();
}

/// <summary>What an uncertain label becomes in the table that is written.</summary>
public enum UncertainLabels
{
    /// <summary>−1, as in the set: training decides.</summary>
    Keep,

    /// <summary>1.</summary>
    Positive,

    /// <summary>0, as the released code has it.</summary>
    Negative,

    /// <summary>Blank.</summary>
    Blank,
}
