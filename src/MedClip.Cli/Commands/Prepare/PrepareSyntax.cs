using System.CommandLine;
using MedClip.Data;

namespace MedClip.Cli;

/// <summary><c>medclip prepare NAME SRC --output DIR</c></summary>
internal sealed class PrepareSyntax : CommandSyntax<PrepareOptions>
{
    private readonly Argument<string> dataset = Declare.Positional("NAME", $"The data set: {string.Join(", ", FilmDatasets.All.Select(set => set.Name))}.");
    private readonly Argument<string> source = Declare.Positional("SRC", "Where it lies: the folder, or the table.");
    private readonly Option<string?> output = Declare.Text("--output", "DIR", "Folder for films.csv, reports.csv and manifest.json.", required: true);
    private readonly Option<string?> root = Declare.Text("--image-root", "DIR", "Folder of the pictures, when it is not the set's own place.");
    private readonly Option<UncertainLabels?> uncertain = Declare.Choice(
        "--uncertain", "What an uncertain label becomes: keep (-1; default), positive, negative or blank.",
        ("keep", UncertainLabels.Keep), ("positive", UncertainLabels.Positive), ("negative", UncertainLabels.Negative), ("blank", UncertainLabels.Blank));
    private readonly Option<MissingFiles?> missing = Declare.Choice(
        "--missing", "Films whose file is missing: skip (count and leave out; default), refuse, or keep (do not look).",
        ("skip", MissingFiles.Skip), ("refuse", MissingFiles.Refuse), ("keep", MissingFiles.DoNotCheck));
    private readonly Option<string?> labeler = Declare.Text("--labeler", "chexpert|negbio", "MIMIC-CXR: whose labels (default chexpert).");
    private readonly Option<string?> salt = Declare.Text("--salt", "TEXT", "Secret that patients' ids of DICOM files are hashed with (default: random).");
    private readonly Option<bool> frontal = Declare.Flag("--frontal", "Leave lateral films out.");
    private readonly Option<bool> hash = Declare.Flag("--hash", "Read each film and write its SHA-256, which finds equal files.");

    public PrepareSyntax()
        : base("prepare", "Make a table of a public data set, with counts and hashes.")
    {
        Add(dataset);
        Add(source);
        foreach (Option option in (Option[])[output, root, uncertain, missing, labeler, salt, frontal, hash])
        {
            Add(option);
        }
    }

    public override PrepareOptions Bind(ParseResult parsed) => new(
        parsed.GetRequiredValue(dataset),
        parsed.GetRequiredValue(source),
        parsed.GetRequiredValue(output)!,
        new PreparationOptions
        {
            Uncertain = parsed.GetValue(uncertain) ?? UncertainLabels.Keep,
            Missing = parsed.GetValue(missing) ?? MissingFiles.Skip,
            FrontalOnly = parsed.GetValue(frontal),
            HashFilms = parsed.GetValue(hash),
            Dataset = new DatasetOptions { ImageRoot = parsed.GetValue(root), Labeler = parsed.GetValue(labeler) ?? "chexpert", Salt = parsed.GetValue(salt) },
        });
}
