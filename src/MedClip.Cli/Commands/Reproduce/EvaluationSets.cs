using MedClip.Data;
using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Chooses the films of the paper's evaluation sets from prepared data.</summary>
/// <param name="data">The data.</param>
/// <param name="options">Seed and scale.</param>
internal sealed class EvaluationSets(PreparedSets data, ReproduceOptions options)
{
    private const int PerClass = 200;

    private static readonly string[] Names = [.. PaperNumbers.Sets];

    private readonly SeedSequence seed = new SeedSequence(options.Seed).For("reproduce");

    /// <summary>Films of each class in a 5x200 set.</summary>
    public int FilmsPerClass => Math.Max(1, (int)Math.Round(PerClass * options.Scale));

    /// <summary>The data sets that are asked for.</summary>
    public static IReadOnlyList<string> Asked(ReproduceOptions options) => [.. PreparedSets.All.Where(set => options.On?.Contains(set) != false)];

    /// <summary>The paper's names of the sets that are asked for.</summary>
    public static IReadOnlyList<string> AskedNames(ReproduceOptions options) => [.. Asked(options).Select(NameOf)];

    /// <summary>The sets that are asked for.</summary>
    public IEnumerable<EvaluationSet> Chosen() => Asked(options).Select(Of);

    /// <summary>A set by its data set's name.</summary>
    /// <exception cref="InvalidInputException">There are too few films of a class.</exception>
    public EvaluationSet Of(string set)
    {
        try
        {
            return set switch
            {
                PreparedSets.Covid => Balanced(set, CovidRadiographyDataset.Covid, BalancedSet.Covid),
                PreparedSets.Rsna => Balanced(set, Finding.Pneumonia, BalancedSet.Rsna),
                _ => FiveByMany(set),
            };
        }
        catch (InvalidInputException error)
        {
            throw InvalidInputException.At(data.Input(set).Path, null, error.Message, "With less data than the paper's, give --scale.", error);
        }
    }

    private static string NameOf(string set) => Names[PreparedSets.All.ToList().IndexOf(set)];

    private EvaluationSet FiveByMany(string set)
    {
        ImageTable films = data.Films(set);
        int[] test = FiveBy200.Choose(films, FilmsPerClass, seed.For(set).For("test"));
        HashSet<string> tested = [.. test.Select(row => Patient(films[row]))];
        int[] train = FiveBy200.Choose(films, FilmsPerClass, seed.For(set).For("train"), film => tested.Contains(Patient(film)));
        return new EvaluationSet(NameOf(set), data.Input(set), films.Select(train), films.Select(test), FindingSet.Competition, "graded");
    }

    private EvaluationSet Balanced(string set, Finding finding, BalancedSetSizes sizes)
    {
        ImageTable films = data.Films(set);
        BalancedSet chosen = BalancedSet.Choose(films, finding, sizes with { Train = Scaled(sizes.Train), Test = Scaled(sizes.Test) }, seed.For(set));
        return new EvaluationSet(NameOf(set), data.Input(set), films.Select(chosen.Train), films.Select(chosen.Test), new FindingSet([finding]), set);
    }

    private int Scaled(int size) => Math.Max(4, (int)Math.Round(size * options.Scale));

    /// <summary>Who a film shows; a film of nobody known is a patient of its own.</summary>
    public static string Patient(ImageRecord film) => film.Patient is { } patient ? "p:" + patient : "f:" + film.Name;
}
