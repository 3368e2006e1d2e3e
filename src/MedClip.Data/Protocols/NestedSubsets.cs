namespace MedClip.Data;

/// <summary>Subsets for data efficiency (paper §4.5: 20K, 50K, 200K of 570K), each inside the next larger one, whole patients where patients are known.</summary>
public static class NestedSubsets
{
    /// <summary>The paper's sizes.</summary>
    public static IReadOnlyList<int> PaperSizes { get; } = [20_000, 50_000, 200_000, 570_000];

    /// <summary>Chooses the subsets. Patients come in an order of hash and seed; a subset is filled with them until it has its size, the last one cut.</summary>
    /// <param name="table">The films.</param>
    /// <param name="sizes">Films in each, ascending.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>Places in the table, ascending, a list for each size.</returns>
    /// <exception cref="InvalidInputException">The sizes do not ascend, or the table is smaller than the largest.</exception>
    public static IReadOnlyList<int[]> Choose(IReadOnlyList<ImageRecord> table, IReadOnlyList<int> sizes, SeedSequence seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Count == 0 || sizes[0] < 1 || sizes.Zip(sizes.Skip(1)).Any(pair => pair.First >= pair.Second) || sizes[^1] > table.Count)
        {
            throw new InvalidInputException($"Nested subsets need ascending sizes of at most {table.Count}, not {string.Join(", ", sizes)}.");
        }

        SeedSequence stream = seed.For("subsets");
        int[] order = [.. Enumerable.Range(0, table.Count)
            .Select(row => (Row: row, Patient: StableChoice.Patient(table[row]), table[row].Name))
            .OrderBy(film => stream.For(film.Patient).Value).ThenBy(film => film.Patient, StringComparer.Ordinal).ThenBy(film => film.Name, StringComparer.Ordinal)
            .Select(film => film.Row)];
        return [.. sizes.Select(size => order[..size].Order().ToArray())];
    }

    /// <summary>The paper's sizes in proportion to a table: the largest is the whole of it.</summary>
    /// <param name="count">Films of the table.</param>
    public static IReadOnlyList<int> Scaled(int count) =>
        [.. PaperSizes.Select(size => (int)Math.Max(1, Math.Round((double)size / PaperSizes[^1] * count))).Distinct()];
}
