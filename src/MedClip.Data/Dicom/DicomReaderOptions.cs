namespace MedClip.Data;

/// <summary>How DICOM files are read.</summary>
public sealed record DicomReaderOptions
{
    /// <summary>What becomes of the tags that tell the patient; <see cref="PatientIdentifiers.Hash"/> by default.</summary>
    public PatientIdentifiers Identifiers { get; init; } = PatientIdentifiers.Hash;

    /// <summary>The secret that patients' ids are hashed with. Null: a random one for this reader, so that hashes of two runs cannot be compared.</summary>
    public string? Salt { get; init; }

    /// <summary>Which of several windows or VOI LUTs, from 0.</summary>
    public int Window { get; init; }

    /// <summary>Bits of the picture: 8, or 16 for those who go on working with it.</summary>
    public int OutputBits { get; init; } = 8;

    /// <summary>What files may claim.</summary>
    public PictureLimits Limits { get; init; } = new();

    /// <summary>How long one file may take; 20 s by default. The worker that is busy with it is ended then.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Checks the values.</summary>
    /// <exception cref="InvalidInputException">One is out of its range.</exception>
    public void Validate()
    {
        if (Window < 0 || OutputBits is not (8 or 16) || TimeLimit < TimeSpan.FromMilliseconds(100) || TimeLimit > TimeSpan.FromHours(1))
        {
            throw new InvalidInputException(
                $"DICOM reading needs a Window of at least 0, OutputBits of 8 or 16 and a TimeLimit of 0.1 s to 1 h, not {Window}, {OutputBits} and {TimeLimit}.");
        }
    }
}

/// <summary>What becomes of the tags that tell the patient.</summary>
public enum PatientIdentifiers
{
    /// <summary>The id becomes a salted hash; name and accession number are left out.</summary>
    Hash,

    /// <summary>They stay as they are. Mind where they are written.</summary>
    Keep,
}
