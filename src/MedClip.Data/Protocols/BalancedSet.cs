namespace MedClip.Data;

/// <summary>Test and training sides with a stated share of positives (paper Table 3), without a patient on both.</summary>
/// <param name="Train">Places to train on.</param>
/// <param name="Test">Places to test on.</param>
public sealed record BalancedSet(int[] Train, int[] Test)
{
    /// <summary>COVID: 2,162 films, 19 % positive, to train; 3,000, 49 % positive, to test.</summary>
    public static BalancedSetSizes Covid { get; } = new(2162, 0.19, 3000, 0.49);

    /// <summary>RSNA: 8,486 films to train, 3,538 to test, half of each positive.</summary>
    public static BalancedSetSizes Rsna { get; } = new(8486, 0.5, 3538, 0.5);

    /// <summary>Chooses both sides; the test side first. Patients are ordered by a hash of their id and the seed.</summary>
    /// <param name="table">The films, with labels.</param>
    /// <param name="finding">The finding that is to be told.</param>
    /// <param name="sizes">Films and shares.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="InvalidInputException">There are too few films of a class; the message says how many are missing where.</exception>
    public static BalancedSet Choose(IReadOnlyList<ImageRecord> table, Finding finding, BalancedSetSizes sizes, SeedSequence seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(sizes);
        SeedSequence stream = seed.For("balanced");
        var patients = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int row = 0; row < table.Count; row++)
        {
            if (table[row].Labels?[finding] is LabelValue.Positive or LabelValue.Negative)
            {
                string patient = StableChoice.Patient(table[row]);
                (patients.TryGetValue(patient, out List<int>? rows) ? rows : patients[patient] = []).Add(row);
            }
        }

        string[] order = [.. patients.Keys.OrderBy(patient => stream.For(patient).Value).ThenBy(patient => patient, StringComparer.Ordinal)];
        var used = new HashSet<string>(StringComparer.Ordinal);
        int[] test = Fill(table, finding, order, patients, used, sizes.Test, sizes.TestPositive, "test");
        int[] train = Fill(table, finding, order, patients, used, sizes.Train, sizes.TrainPositive, "training");
        return new BalancedSet(train, test);
    }

    private static int[] Fill(
        IReadOnlyList<ImageRecord> table, Finding finding, string[] order, Dictionary<string, List<int>> patients, HashSet<string> used, int size, double share, string side)
    {
        int positives = (int)Math.Round(size * share);
        int[] missing = [size - positives, positives];
        var chosen = new List<int>();
        var taken = new List<string>();
        foreach (string patient in order)
        {
            if (used.Contains(patient))
            {
                continue;
            }

            bool any = false;
            foreach (int row in patients[patient].OrderBy(row => table[row].Name, StringComparer.Ordinal))
            {
                int kind = table[row].Labels![finding] == LabelValue.Positive ? 1 : 0;
                if (missing[kind] > 0)
                {
                    missing[kind]--;
                    chosen.Add(row);
                    any = true;
                }
            }

            if (any)
            {
                taken.Add(patient);
            }
        }

        used.UnionWith(taken);
        return missing[0] == 0 && missing[1] == 0 ? [.. chosen.Order()] : throw new InvalidInputException(
            $"The {side} side needs {size} films, {positives} of them with {finding}; {missing[1]} with and {missing[0]} without are missing.");
    }
}

/// <summary>How many films a set has on either side, and which share shows the finding.</summary>
/// <param name="Train">Films to train on.</param>
/// <param name="TrainPositive">The share of positives, 0…1.</param>
/// <param name="Test">Films to test on.</param>
/// <param name="TestPositive">The share of positives, 0…1.</param>
public sealed record BalancedSetSizes(int Train, double TrainPositive, int Test, double TestPositive);
