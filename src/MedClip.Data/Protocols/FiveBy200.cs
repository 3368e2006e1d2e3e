namespace MedClip.Data;

/// <summary>
/// The 5x200 sets (paper §4.1, after GLoRIA): 200 films of each of the five competition findings in which that finding alone of the five is present.
/// </summary>
public static class FiveBy200
{
    /// <summary>Chooses the films: candidates are ordered by a hash of path and seed, so neither the order of rows nor other films change a choice.</summary>
    /// <param name="table">The films, with labels.</param>
    /// <param name="perClass">Films of each class, 200 in the paper; at least 1.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="exclude">Films that may not be chosen, e.g. of patients that training sees; none when null.</param>
    /// <returns>Places in the table, class after class in the order of <see cref="FindingSet.Competition"/>.</returns>
    /// <exception cref="InvalidInputException">A class has too few films; the message says how many each has.</exception>
    public static int[] Choose(IReadOnlyList<ImageRecord> table, int perClass, SeedSequence seed, Func<ImageRecord, bool>? exclude = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        FindingSet classes = FindingSet.Competition;
        var candidates = new List<int>[classes.Count];
        for (int i = 0; i < candidates.Length; i++)
        {
            candidates[i] = [];
        }

        for (int row = 0; row < table.Count; row++)
        {
            if (table[row].Labels is { } labels && OnlyPositive(labels, classes) is { } place && exclude?.Invoke(table[row]) != true)
            {
                candidates[place].Add(row);
            }
        }

        if (candidates.Any(list => list.Count < perClass))
        {
            throw new InvalidInputException(
                $"{perClass} films of each class are needed in which it alone of the five is present; there are " +
                string.Join(", ", classes.Select((finding, i) => $"{candidates[i].Count} of {finding}")) + ".");
        }

        SeedSequence stream = seed.For("5x200");
        return [.. candidates.SelectMany(list => StableChoice.Take(list, row => table[row].Name, stream, perClass))];
    }

    // Exactly one of the five is present and none of the others uncertain.
    private static int? OnlyPositive(FindingLabels labels, FindingSet classes)
    {
        int? found = null;
        for (int i = 0; i < classes.Count; i++)
        {
            switch (labels[classes[i]])
            {
                case LabelValue.Positive when found is null:
                    found = i;
                    break;
                case LabelValue.Positive or LabelValue.Uncertain:
                    return null;
            }
        }

        return found;
    }
}
