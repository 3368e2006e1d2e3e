using System.Globalization;
using MathNet.Numerics.Statistics;
using MedClip.Evaluation;

namespace MedClip.Ablation;

/// <summary>
/// How honest probabilities are on a fold when the map from scores to them is fitted on the other folds' films, each scored by the model that has not seen it. No label,
/// patient or model of the fold has a part in its map. Models of different folds score on different scales, so each model's scores are standardised by their mean and deviation over its films, for
/// which no label is needed. A finding has no probability on a fold where <see cref="CrossFit"/> refuses it on the other folds' films.
/// </summary>
internal static class Calibration
{
    /// <summary>Writes one line for each finding: over all films and seeds together, and the spread over single folds.</summary>
    /// <param name="rows">The table of <c>folds</c>; its scores lie beside it.</param>
    /// <param name="arm">The arm whose scores are taken.</param>
    public static void Write(string rows, string arm)
    {
        string[] files = Directory.Exists(FilmScores.Folder(rows)) ? Directory.GetFiles(FilmScores.Folder(rows), $"{arm.Replace(' ', '-')}-*-*.csv") : [];
        (int Fold, int Seed, IReadOnlyList<FilmScores.Film> Films)[] runs = [.. files.Select(Run).OrderBy(run => (run.Seed, run.Fold))];
        if (runs.Select(run => run.Fold).Distinct().Count() < 2)
        {
            throw new InvalidInputException($"{FilmScores.Folder(rows)} holds scores of fewer than two folds of '{arm}'; run folds first.");
        }

        Console.WriteLine($"{"finding",-18} {"given by",8} {"films",6} {"with it",8} {"slope",6} {"Brier skill",12} {"ECE",6}   single folds: {"slope",13} {"skill > 0",10}");
        foreach (string finding in runs[0].Films[0].Labels.Keys)
        {
            var probabilities = new List<double>();
            var labels = new List<bool>();
            var single = new List<CalibrationQuality>();
            foreach ((int fold, int seed, IReadOnlyList<FilmScores.Film> films) in runs)
            {
                IEnumerable<Case> others = runs.Where(run => run.Seed == seed && run.Fold != fold).SelectMany(run => Standardised(run.Films, finding));
                Case[] these = [.. Standardised(films, finding)];
                bool[] own = [.. these.Select(film => film.Label)];
                if (own.Distinct().Count() == 2 && Fit(finding, others).Map is { } map)
                {
                    double[] given = [.. these.Select(film => map.Apply(film.Score))];
                    single.Add(CalibrationQuality.Of(own, given));
                    probabilities.AddRange(given);
                    labels.AddRange(own);
                }
            }

            if (single.Count == 0)
            {
                Console.WriteLine($"{finding,-18} {0,4}/{runs.Length,-3}");
                continue;
            }

            var all = CalibrationQuality.Of([.. labels], [.. probabilities]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{finding,-18} {single.Count,4}/{runs.Length,-3} {labels.Count,6} {labels.Count(present => present),8} {all.Slope,6:0.00} {all.BrierSkill,12:0.0000} {all.Bins.Ece,6:0.000}                 {single.Min(q => q.Slope),6:0.00}–{single.Max(q => q.Slope),-6:0.00} {single.Count(q => q.BrierSkill > 0),5}/{single.Count}"));
        }

        WriteAlone([.. runs.Select(run => run.Films)]);
    }

    // What `medclip calibrate` does with one model and its fold's films, whose patients are dealt into folds in turn.
    private static void WriteAlone(IReadOnlyList<IReadOnlyList<FilmScores.Film>> models)
    {
        Console.WriteLine();
        Console.WriteLine($"each model by its own test films alone:  {"given by",8}   slope: {"median",6} {"least",6} {"most",6}   least skill   most ECE");
        foreach (string finding in models[0][0].Labels.Keys)
        {
            CalibrationQuality[] given = [.. models.Select(films => Fit(finding, Standardised(films, finding))).Where(fit => fit.Map is not null).Select(fit => fit.Quality!)];
            Console.WriteLine(given.Length == 0
                ? $"{finding,-39} {0,4}/{models.Count,-3}"
                : string.Create(CultureInfo.InvariantCulture,
                    $"{finding,-39} {given.Length,4}/{models.Count,-3}          {given.Select(q => q.Slope).Median(),6:0.00} {given.Min(q => q.Slope),6:0.00} {given.Max(q => q.Slope),6:0.00}   {given.Min(q => q.BrierSkill),11:0.0000} {given.Max(q => q.Bins.Ece),10:0.000}"));
        }
    }

    private static FindingCrossFit Fit(string finding, IEnumerable<Case> films)
    {
        Case[] cases = [.. films];
        return CrossFit.Of(
            new Finding(finding), [.. cases.Select(film => film.Score)], [.. cases.Select(film => film.Label)],
            [.. cases.Select(film => int.Parse(film.Patient, CultureInfo.InvariantCulture))]);
    }

    private static (int Fold, int Seed, IReadOnlyList<FilmScores.Film> Films) Run(string path)
    {
        string[] parts = Path.GetFileNameWithoutExtension(path).Split('-');
        return (int.Parse(parts[^2], CultureInfo.InvariantCulture), int.Parse(parts[^1], CultureInfo.InvariantCulture), FilmScores.Read(path));
    }

    // Films whose label is known.
    private static IEnumerable<Case> Standardised(IReadOnlyList<FilmScores.Film> films, string finding)
    {
        (double mean, double deviation) = films.Select(film => film.Scores[finding]).MeanStandardDeviation();
        return films.Where(film => film.Labels[finding] is not null)
            .Select(film => new Case(film.Patient, film.Labels[finding]!.Value, (film.Scores[finding] - mean) / deviation));
    }

    private sealed record Case(string Patient, bool Label, double Score);
}
