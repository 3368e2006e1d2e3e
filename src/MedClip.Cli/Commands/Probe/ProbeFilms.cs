using MedClip.Data;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Embedded films to learn from and, of other patients, to test on.</summary>
internal sealed record ProbeFilms(EmbeddedFilms Train, EmbeddedFilms Test)
{
    /// <summary>Divides films by the table's split, or else by patient.</summary>
    /// <exception cref="InvalidInputException">A side is empty, or a patient stands on both.</exception>
    public static ProbeFilms Divide(EmbeddedFilms all, double testFraction, ulong seed)
    {
        PatientSplit split = all.Films.All(film => film.Split is not null) ? PatientSplit.ByColumn(all.Films) : Drawn(all.Films, testFraction, seed);
        return split.Test.Length > 0 && split.Train.Length > 0
            ? new ProbeFilms(At(all, [.. split.Train.Concat(split.Validation).Order()]), At(all, split.Test))
            : throw InvalidInputException.At(all.Table.Source, null, "has a column 'split' without train or without test.", "Give test films by --test, or leave the column out.");
    }

    /// <summary>Refuses a patient that stands on both sides.</summary>
    public ProbeFilms WithoutSharedPatients()
    {
        string[] shared = [.. Test.Films.Select(f => f.Patient).OfType<string>().Intersect(Train.Films.Select(f => f.Patient).OfType<string>())];
        return shared.Length == 0 ? this : throw InvalidInputException.At(
            Test.Table.Source, null, $"{shared.Length} patients stand in {Train.Table.Source} too, the first is '{shared[0]}'.", "Split by patient: a probe that has seen a patient proves nothing.");
    }

    private static PatientSplit Drawn(IReadOnlyList<ImageRecord> films, double testFraction, ulong seed)
    {
        PatientSplit drawn = PatientSplit.ByFraction(films, testFraction, new SeedSequence(seed));
        return new PatientSplit(drawn.Train, [], drawn.Validation);
    }

    private static EmbeddedFilms At(EmbeddedFilms all, int[] rows) =>
        all with { Films = [.. rows.Select(i => all.Films[i])], Embeddings = [.. rows.Select(i => all.Embeddings[i])] };
}
