namespace MedClip.Data;

/// <summary>Chooses by a hash of each item's name, so that a choice depends on neither the order nor the presence of other items.</summary>
internal static class StableChoice
{
    public static IEnumerable<int> Order(IEnumerable<int> rows, Func<int, string> name, SeedSequence seed) =>
        rows.Select(row => (Row: row, Name: name(row))).OrderBy(item => seed.For(item.Name).Value).ThenBy(item => item.Name, StringComparer.Ordinal).Select(item => item.Row);

    public static IEnumerable<int> Take(IEnumerable<int> rows, Func<int, string> name, SeedSequence seed, int count) => Order(rows, name, seed).Take(count);

    /// <summary>Who a film shows; a film without a patient is a patient of its own.</summary>
    public static string Patient(ImageRecord record) => record.Patient is { } patient ? $"p:{patient}" : $"f:{record.Name}";
}
