namespace MedClip.Data;

/// <summary>Films and sentences that training leaves alone.</summary>
public static class HeldOut
{
    /// <summary>Holds films back (paper §4.3: 5,000), whole patients at a time, so that at least <paramref name="count"/> are held and no patient is on both sides.</summary>
    /// <param name="table">The films.</param>
    /// <param name="count">Films to hold back, at least 1.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The places that train and those held back, ascending.</returns>
    /// <exception cref="InvalidInputException">Nothing would be left to train on.</exception>
    public static (int[] Train, int[] Held) Films(IReadOnlyList<ImageRecord> table, int count, SeedSequence seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        SeedSequence stream = seed.For("held out");
        var held = new List<int>();
        foreach (IGrouping<string, int> patient in Enumerable.Range(0, table.Count).GroupBy(row => StableChoice.Patient(table[row]), StringComparer.Ordinal)
            .OrderBy(group => stream.For(group.Key).Value).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            if (held.Count >= count)
            {
                break;
            }

            held.AddRange(patient);
        }

        if (held.Count >= table.Count)
        {
            throw new InvalidInputException($"{count} of {table.Count} films cannot be held back: nothing would be left to train on.");
        }

        var chosen = held.ToHashSet();
        return ([.. Enumerable.Range(0, table.Count).Where(row => !chosen.Contains(row))], [.. held.Order()]);
    }

    /// <summary>Sentences for retrieval (paper Table 4: 200 of each of the five): those in which one of the five findings alone is present.</summary>
    /// <param name="sentences">The sentences.</param>
    /// <param name="perClass">Sentences of each class, at least 1.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>Places of the sentences, class after class in the order of <see cref="FindingSet.Competition"/>.</returns>
    /// <exception cref="InvalidInputException">A class has too few different sentences.</exception>
    public static int[] Sentences(IReadOnlyList<SentenceRecord> sentences, int perClass, SeedSequence seed)
    {
        ArgumentNullException.ThrowIfNull(sentences);

        // A sentence that was written twice counts once.
        ImageRecord[] rows = [.. sentences.Select(sentence => new ImageRecord(sentence.Text, "", Labels: sentence.Labels))];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        HashSet<ImageRecord> repeated = new(rows.Where(row => !seen.Add(row.Name)), ReferenceEqualityComparer.Instance);
        return FiveBy200.Choose(rows, perClass, seed, repeated.Contains);
    }
}
