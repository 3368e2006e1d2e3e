namespace MedClip.Data;

/// <summary>k-fold cross-validation by patient, stratified by findings.</summary>
public static class PatientFolds
{
    /// <summary>
    /// Deals patients into folds: patients with rare findings first, each to the fold that lacks most of what it shows (Sechidis et al. 2011,
    /// https://doi.org/10.1007/978-3-642-23808-6_10); among equals a hash of id and seed decides, so that the order of rows does not matter.
    /// </summary>
    /// <param name="table">The films.</param>
    /// <param name="folds">2 or more.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The fold of each film, 0…folds − 1.</returns>
    /// <exception cref="InvalidInputException">There are fewer patients than folds.</exception>
    public static int[] Assign(IReadOnlyList<ImageRecord> table, int folds, SeedSequence seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        return Assign(table, [.. Enumerable.Repeat(1.0 / folds, folds)], seed.For("folds"));
    }

    /// <summary>Deals patients into parts of given shares.</summary>
    internal static int[] Assign(IReadOnlyList<ImageRecord> table, double[] shares, SeedSequence stream)
    {
        int findings = table.FirstOrDefault(record => record.Labels is not null)?.Labels!.Values.Length ?? 0;
        Dictionary<string, PatientCounts> patients = Count(table, findings);
        if (patients.Count < shares.Length)
        {
            throw new InvalidInputException($"{patients.Count} patients cannot be divided into {shares.Length} parts.");
        }

        // The last place counts films, so that parts have their size whatever the findings are.
        double[] totals = new double[findings + 1];
        foreach (PatientCounts patient in patients.Values)
        {
            patient.AddTo(totals);
        }

        var lacking = shares.Select(share => totals.Select(total => total * share).ToArray()).ToArray();
        var part = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string id, PatientCounts patient) in patients
            .OrderBy(pair => pair.Value.Rarest(totals)).ThenBy(pair => stream.For(pair.Key).Value).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            int best = 0;
            for (int i = 1; i < shares.Length; i++)
            {
                best = patient.Need(lacking[i], totals, shares[i]) > patient.Need(lacking[best], totals, shares[best]) + 1e-12 ? i : best;
            }

            part[id] = best;
            patient.TakeFrom(lacking[best]);
        }

        return [.. table.Select(record => part[StableChoice.Patient(record)])];
    }

    private static Dictionary<string, PatientCounts> Count(IReadOnlyList<ImageRecord> table, int findings)
    {
        var patients = new Dictionary<string, PatientCounts>(StringComparer.Ordinal);
        foreach (ImageRecord record in table)
        {
            string id = StableChoice.Patient(record);
            if (!patients.TryGetValue(id, out PatientCounts? counts))
            {
                patients.Add(id, counts = new PatientCounts(findings));
            }

            counts.Add(record.Labels);
        }

        return patients;
    }

    private sealed class PatientCounts(int findings)
    {
        private readonly int[] counts = new int[findings + 1];

        public void Add(FindingLabels? labels)
        {
            counts[^1]++;
            for (int i = 0; labels is not null && i < findings; i++)
            {
                counts[i] += labels.Values[i] == LabelValue.Positive ? 1 : 0;
            }
        }

        public void AddTo(double[] totals)
        {
            for (int i = 0; i < counts.Length; i++)
            {
                totals[i] += counts[i];
            }
        }

        public void TakeFrom(double[] lacking)
        {
            for (int i = 0; i < counts.Length; i++)
            {
                lacking[i] -= counts[i];
            }
        }

        public double Rarest(double[] totals)
        {
            double rarest = double.PositiveInfinity;
            for (int i = 0; i < counts.Length; i++)
            {
                rarest = counts[i] > 0 ? Math.Min(rarest, totals[i]) : rarest;
            }

            return rarest;
        }

        // How much of what the patient shows a part still lacks, as shares of its due.
        public double Need(double[] lacking, double[] totals, double share)
        {
            double need = 0;
            for (int i = 0; i < counts.Length; i++)
            {
                need += counts[i] > 0 ? lacking[i] / (totals[i] * share) : 0;
            }

            return need;
        }
    }
}
