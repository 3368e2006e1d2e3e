using System.Globalization;
using MedClip.Data;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>Fits a checkpoint's gate on films, or tries it on pictures.</summary>
internal sealed class GateCommand(FilmReader films, CliConsole console) : ICliCommand<GateOptions>
{
    private const int NamesAtMost = 10;

    public async Task<CommandOutcome> RunAsync(GateOptions options, CancellationToken cancellation)
    {
        CheckpointManifest manifest = Checkpoint.ReadManifest(options.Checkpoint);
        ImageTable table = films.Read(options.Images);
        FilmGate gate = options.Fit
            ? await Task.Run(() => Fit(options, table, cancellation), cancellation).ConfigureAwait(false)
            : manifest.Gate ?? throw InvalidInputException.At(options.Checkpoint, null, "has no gate.", "Fit one on films like those it was trained on: medclip gate CKPT --images FILMS --fit.");
        (string Name, double Score)[] scores = await Task.Run(() => Scores(gate, table, options, cancellation), cancellation).ConfigureAwait(false);
        string[] refused = [.. scores.Where(picture => picture.Score < gate.Threshold).Select(picture => picture.Name)];
        console.Say($"{refused.Length} of {scores.Length} pictures refused{(refused.Length == 0 ? "" : ": " + string.Join(", ", refused.Take(NamesAtMost)))}{(refused.Length > NamesAtMost ? ", …" : "")}");
        if (options.Output is { } output)
        {
            CsvOutput.Write(output, ["image", "score", "refused"], scores.Select(picture =>
                (IReadOnlyList<string>)[picture.Name, picture.Score.ToString("0.####", CultureInfo.InvariantCulture), picture.Score < gate.Threshold ? "1" : "0"]));
        }

        return CommandOutcome.Success;
    }

    private FilmGate Fit(GateOptions options, ImageTable table, CancellationToken cancellation)
    {
        FilmGate gate = FilmGateTraining.Fit([.. table], [], $"{table.Count} films of {Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Images.Path))}", new SeedSequence(options.Seed), cancellation)
            ?? throw InvalidInputException.At(options.Images.Path, null, $"has too few films that can be read; {FilmGateFit.FilmsAtLeast} and a fifth more are needed.");
        string folder = Checkpoint.Amend(options.Checkpoint, manifest => manifest with { Gate = gate });
        console.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"gate fitted on {gate.Films} films; of {gate.HeldOut} held out {gate.HeldOutRefused:P1} are refused, of other pictures {gate.OthersRefused:P1}: {Path.Combine(folder, Checkpoint.ManifestFile)}"));
        return gate;
    }

    private (string Name, double Score)[] Scores(FilmGate gate, ImageTable table, GateOptions options, CancellationToken cancellation)
    {
        var reader = new ImageReader();
        (string Name, double? Score, string? Reason)[] all = [.. table.AsParallel().AsOrdered().WithCancellation(cancellation).Select(One)];
        string[] unreadable = [.. all.Select(one => one.Reason).OfType<string>()];
        if (unreadable.Length > 0 && options.Images.Unreadable == UnreadablePictures.Refuse)
        {
            throw new InvalidInputException(unreadable[0]);
        }

        films.Report(options.Images.Path, "unreadable", unreadable);
        return [.. all.Where(one => one.Score is not null).Select(one => (one.Name, one.Score!.Value))];

        (string, double?, string?) One(ImageRecord picture)
        {
            try
            {
                return (picture.Name, gate.Score(FilmThumbnail.Of(reader.Read(picture.Path, FilmThumbnail.LeastDecodedSide))), null);
            }
            catch (InvalidInputException e)
            {
                return (picture.Name, null, e.Message);
            }
        }
    }
}
