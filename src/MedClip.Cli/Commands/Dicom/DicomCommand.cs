using System.CommandLine;
using MedClip.Data;

namespace MedClip.Cli;

/// <summary>Options of <c>medclip dicom</c>.</summary>
/// <param name="Input">The file.</param>
/// <param name="Salt">The secret that the patient's id is hashed with; null: the hash is not shown.</param>
/// <param name="ShowIdentifiers">Whether name and id are shown.</param>
internal sealed record DicomOptions(string Input, string? Salt, bool ShowIdentifiers);

/// <summary><c>medclip dicom IN</c></summary>
internal sealed class DicomSyntax : CommandSyntax<DicomOptions>
{
    private readonly Argument<string> input = Declare.Positional("IN", "The DICOM file.");
    private readonly Option<string?> salt = Declare.Text("--salt", "TEXT", "Show the patient's id hashed with this secret.");
    private readonly Option<bool> identifiers = Declare.Flag("--show-identifiers", "Show the patient's name and id as they are.");

    public DicomSyntax()
        : base("dicom", "Show a DICOM file's tags and what is done to its pixels.")
    {
        Add(input);
        Add(salt);
        Add(identifiers);
    }

    public override DicomOptions Bind(ParseResult parsed) => new(parsed.GetRequiredValue(input), parsed.GetValue(salt), parsed.GetValue(identifiers));
}

/// <summary>Prints tags and provenance.</summary>
internal sealed class DicomCommand(CliConsole console) : ICliCommand<DicomOptions>
{
    public Task<CommandOutcome> RunAsync(DicomOptions options, CancellationToken cancellation)
    {
        DicomFilm film = new DicomReader(new DicomReaderOptions
        {
            Identifiers = options.ShowIdentifiers ? PatientIdentifiers.Keep : PatientIdentifiers.Hash, Salt = options.Salt,
        }).Read(options.Input);
        foreach (string keyword in film.Tags.Keywords)
        {
            Line(keyword, film.Tags[keyword] ?? "");
        }

        Line("TransferSyntax", film.Tags.TransferSyntax);
        if (options.Salt is not null && film.Tags.PatientHash is { } hash)
        {
            Line("patient (hashed)", hash);
        }

        console.Out.WriteLine();
        foreach (PixelStep step in film.Provenance.Steps)
        {
            Line(step.Name, step.Detail);
        }

        foreach (string warning in film.Provenance.Warnings)
        {
            Line("warning", warning);
        }

        return Task.FromResult(CommandOutcome.Success);
    }

    // Tags come from strangers: they must not steer the terminal.
    private void Line(string name, string value) =>
        console.Out.WriteLine($"{name,-28}{new string([.. value.Select(c => char.IsControl(c) ? ' ' : c)])}");
}
