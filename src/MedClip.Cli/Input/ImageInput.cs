namespace MedClip.Cli;

/// <summary>Films as a command line names them.</summary>
/// <param name="Path">A folder of pictures or a table.</param>
/// <param name="Root">The folder that the table's paths start from; null: the table's own.</param>
/// <param name="Unreadable">What happens to pictures that are missing or can't be read.</param>
/// <param name="Duplicates">What happens to a path that stands in the table twice.</param>
internal sealed record ImageInput(string Path, string? Root, UnreadablePictures Unreadable, DuplicateRows Duplicates);
