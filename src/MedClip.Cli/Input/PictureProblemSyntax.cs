using System.CommandLine;

namespace MedClip.Cli;

/// <summary>The two options that say what happens to films that make trouble; every command that reads films has them.</summary>
internal sealed class PictureProblemSyntax
{
    private readonly Option<UnreadablePictures?> unreadable = Declare.Choice(
        "--unreadable",
        "Pictures that are missing or can't be read: skip (name, count and leave out; default) or refuse.",
        ("skip", UnreadablePictures.Skip),
        ("refuse", UnreadablePictures.Refuse));

    private readonly Option<DuplicateRows?> duplicates = Declare.Choice(
        "--duplicates",
        "Paths that stand in a table twice: refuse (default) or keep-first.",
        ("refuse", DuplicateRows.Refuse),
        ("keep-first", DuplicateRows.KeepFirst));

    public void AddTo(Command command)
    {
        command.Add(unreadable);
        command.Add(duplicates);
    }

    public UnreadablePictures Unreadable(ParseResult parsed) => parsed.GetValue(unreadable) ?? UnreadablePictures.Skip;

    public DuplicateRows Duplicates(ParseResult parsed) => parsed.GetValue(duplicates) ?? DuplicateRows.Refuse;
}
