using System.CommandLine;
using System.CommandLine.Parsing;

namespace MedClip.Cli;

/// <summary>The options by which a command that uses a model names its films.</summary>
internal sealed class ImageInputSyntax(bool required)
{
    private readonly Option<string?> images = Declare.Text("--images", "DIR|TABLE.csv", "Folder of pictures, or table with a column 'path' or 'image'.", required);
    private readonly Option<string?> root = Declare.Text("--image-root", "DIR", "Folder that the table's paths start from (default: the table's own folder).");
    private readonly PictureProblemSyntax problems = new();

    public void AddTo(Command command)
    {
        command.Add(images);
        command.Add(root);
        problems.AddTo(command);
    }

    public bool IsGiven(CommandResult result) => result.GetResult(images) is not null;

    public ImageInput? Bind(ParseResult parsed) => parsed.GetValue(images) is { } path
        ? new ImageInput(path, parsed.GetValue(root), problems.Unreadable(parsed), problems.Duplicates(parsed))
        : null;
}
