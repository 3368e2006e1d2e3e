using System.Globalization;
using MedClip.Evaluation;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>Fits the head that the options ask for.</summary>
internal static class ProbeFit
{
    /// <exception cref="InvalidInputException">The films cannot teach the findings.</exception>
    public static (ClassifierHead Head, IReadOnlyDictionary<string, double> Strengths, string What) Fit(
        ProbeOptions options, EmbeddedFilms films, FindingSet findings, CancellationToken cancellation)
    {
        var train = new LabelledPoints(films);
        string what = options.Head == ProbeHeadKind.Sgd ? string.Create(CultureInfo.InvariantCulture, $"SGD, {options.Descent.Epochs} epochs of batches of {options.Descent.Batch}, rate {options.Descent.LearningRate}")
            : options.MultiClass ? "softmax regression" : "logistic regressions";
        var provenance = new Dictionary<string, string>
        {
            ["head"] = what, ["towers"] = Path.GetFullPath(options.Checkpoint), ["films"] = $"{films.Films.Count} of {films.Table.Source}",
            ["seed"] = options.Seed.ToString(CultureInfo.InvariantCulture),
        };
        LinearProbeOptions regression = options.Strength is { } c ? new LinearProbeOptions { Strengths = [c] } : new LinearProbeOptions();
        try
        {
            if (options.Head == ProbeHeadKind.Sgd)
            {
                return (SgdHead.Fit(train.Points, train.Labels, findings, options.Descent, provenance, cancellation), new Dictionary<string, double>(), $"A head ({what})");
            }

            if (options.MultiClass)
            {
                MultiClassProbe one = MultiClassProbe.Fit(train.Points, train.Labels, train.Patients, findings, regression, cancellation);
                return (one.ToHead(provenance), findings.ToDictionary(f => f.Name, _ => one.Strength), "Softmax regression");
            }

            LinearProbe probe = LinearProbe.Fit(train.Points, train.Labels, train.Patients, findings, regression, cancellation);
            return (probe.ToHead(provenance), findings.Zip(probe.Strengths).Where(x => double.IsFinite(x.Second)).ToDictionary(x => x.First.Name, x => x.Second), "Logistic regressions");
        }
        catch (ArgumentException error)
        {
            throw InvalidInputException.At(films.Table.Source, null, error.Message.Split(" (Parameter")[0], innerException: error);
        }
    }
}
