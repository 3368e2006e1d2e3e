using MedClip.Data;

namespace MedClip.Cli;

/// <summary>Reads the table or folder that a command line names, and says what was left out.</summary>
internal sealed class FilmReader(CliConsole console)
{
    private const int NamesAtMost = 10;

    /// <exception cref="InvalidInputException">The table is wrong, or a picture is missing and that is to be refused.</exception>
    public ImageTable Read(ImageInput input, ImageTableOptions? options = null)
    {
        ImageTable table = ImageTable.LoadOrList(input.Path, input.Root, (options ?? new ImageTableOptions()) with
        {
            DuplicatePaths = input.Duplicates == DuplicateRows.Refuse ? DuplicatePaths.Refuse : DuplicatePaths.KeepFirst,
            MissingFiles = input.Unreadable == UnreadablePictures.Refuse ? MissingFiles.Refuse : MissingFiles.Skip,
        });
        if (table.SkippedDuplicates > 0)
        {
            console.Warn($"{input.Path}: {table.SkippedDuplicates} rows name a film again and are left out");
        }

        Report(input.Path, "missing", table.MissingFiles);
        if (table.IgnoredColumns.Count > 0)
        {
            console.Say($"{input.Path}: columns that are no findings: {string.Join(", ", table.IgnoredColumns)}");
        }

        return table;
    }

    /// <summary>Names and counts pictures that are left out.</summary>
    /// <param name="source">Where they were named.</param>
    /// <param name="problem">What is the matter with them, e.g. "missing".</param>
    /// <param name="names">Their names, with a reason where there is one.</param>
    public void Report(string source, string problem, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            console.Warn($"{source}: {names.Count} picture{(names.Count > 1 ? "s are" : " is")} {problem} and left out: " +
                string.Join("; ", names.Take(NamesAtMost)) + (names.Count > NamesAtMost ? $"; and {names.Count - NamesAtMost} more" : ""));
        }
    }
}
