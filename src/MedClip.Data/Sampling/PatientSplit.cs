namespace MedClip.Data;

/// <summary>
/// Places of a table's films in training, validation and test, without a patient in two of them. Films without a patient
/// are their own patient.
/// </summary>
/// <param name="Train">Places to train on, in the table's order.</param>
/// <param name="Validation">Places to choose checkpoints on.</param>
/// <param name="Test">Places that training leaves alone.</param>
public sealed record PatientSplit(int[] Train, int[] Validation, int[] Test)
{
    /// <summary>
    /// Sets a share of the patients aside. Patients are ordered by a hash of their id and the seed, so the split depends on
    /// neither the order of rows nor the number of films of a patient.
    /// </summary>
    /// <param name="table">The films.</param>
    /// <param name="validationFraction">The share of patients that validate, 0…1; above 0 at least one, and below 1 at least one trains.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="InvalidInputException">The fraction is out of range, or there are too few patients to divide.</exception>
    public static PatientSplit ByFraction(IReadOnlyList<ImageRecord> table, double validationFraction, SeedSequence seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!(validationFraction is >= 0 and < 1))
        {
            throw new InvalidInputException($"The validation fraction is {validationFraction}; it must be at least 0 and below 1.");
        }

        SeedSequence stream = seed.For("patient split");
        string[] patients = [.. table.Select(Key).Distinct(StringComparer.Ordinal)];
        int held = validationFraction == 0 ? 0 : Math.Max(1, (int)Math.Round(patients.Length * validationFraction));
        if (held >= patients.Length)
        {
            throw new InvalidInputException($"{patients.Length} patient(s) cannot be divided into training and validation; give a table with more, or a validation table.");
        }

        var chosen = patients
            .OrderBy(patient => stream.For(patient).Value).ThenBy(patient => patient, StringComparer.Ordinal)
            .Take(held).ToHashSet(StringComparer.Ordinal);
        return Divide(table, record => chosen.Contains(Key(record)) ? Part.Validation : Part.Train);
    }

    /// <summary>Takes the split that the table gives: train or training; val, valid, validation, dev or tune; test.</summary>
    /// <param name="table">The films, each with a split.</param>
    /// <exception cref="InvalidInputException">A row has no split or an unknown one, or a patient stands in two.</exception>
    public static PatientSplit ByColumn(IReadOnlyList<ImageRecord> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var parts = new Dictionary<string, (Part Part, int Line)>(StringComparer.Ordinal);
        return Divide(table, record =>
        {
            Part part = Named(record);
            if (record.Patient is not null && !parts.TryAdd(record.Patient, (part, record.Line)) && parts[record.Patient].Part != part)
            {
                throw new InvalidInputException(
                    $"The films of lines {parts[record.Patient].Line} and {record.Line} show one patient but stand in different splits. Split by patient, or leave the split column out.");
            }

            return part;
        });
    }

    private static PatientSplit Divide(IReadOnlyList<ImageRecord> table, Func<ImageRecord, Part> part)
    {
        var places = new List<int>[] { [], [], [] };
        for (int i = 0; i < table.Count; i++)
        {
            places[(int)part(table[i])].Add(i);
        }

        return new PatientSplit([.. places[0]], [.. places[1]], [.. places[2]]);
    }

    private static Part Named(ImageRecord record) => record.Split is null
        ? throw new InvalidInputException($"line {record.Line}: '{record.Name}' has no split; write train, validation or test.")
        : FindingName.Normalize(record.Split) switch
        {
            "train" or "training" => Part.Train,
            "val" or "valid" or "validation" or "validate" or "dev" or "tune" => Part.Validation,
            "test" or "testing" => Part.Test,
            _ => throw new InvalidInputException($"line {record.Line}: the split '{record.Split}' is none of train, validation and test."),
        };

    // A film without a patient is told by its file; the prefix keeps it apart from a patient of that name.
    private static string Key(ImageRecord record) => record.Patient is { } patient ? $"p:{patient}" : $"f:{record.Name}";

    private enum Part
    {
        Train,
        Validation,
        Test,
    }
}
