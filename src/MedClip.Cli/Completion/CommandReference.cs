using System.Text;

namespace MedClip.Cli;

/// <summary>The reference page of the command line, in Markdown, from the commands themselves.</summary>
internal static class CommandReference
{
    public static string Page(CommandFacts root)
    {
        var page = new StringBuilder($"""
            # Command-line reference

            {root.Description} Written from the commands; `medclip COMMAND --help` says the same. Exit codes: 0 success, 1 bad data or a failure, 2 wrong use, 130 and 143 ended by
            a signal. `MEDCLIP_THREADS` sets the number of threads, `MEDCLIP_TRACE=1` shows the details of an error, `NO_COLOR` is heeded.

            | command | what |
            |---|---|

            """);
        foreach (CommandFacts command in All(root))
        {
            page.Append($"| [`{command.Path}`](#{Anchor(command.Path)}) | {Cell(command.Description)} |\n");
        }

        foreach (CommandFacts command in All(root))
        {
            Append(page, command);
        }

        return page.ToString();
    }

    private static IEnumerable<CommandFacts> All(CommandFacts command) =>
        command.Commands.SelectMany(below => below.Commands.Count > 0 ? All(below) : [below]);

    private static void Append(StringBuilder page, CommandFacts command)
    {
        page.Append($"\n## {command.Path}\n\n{command.Description}\n\n```text\n{command.Path}{string.Concat(command.Arguments.Select(a => a.IsRequired ? $" {a.Takes}" : $" [{a.Takes}]"))}");
        page.Append(string.Concat(command.Options.Where(o => o.IsRequired).Select(o => $" {o.Name} {o.Takes}"))).Append(command.Options.Any(o => !o.IsRequired) ? " [options]" : "").Append("\n```\n");
        ParameterFacts[] all = [.. command.Arguments, .. command.Options];
        if (all.Length == 0)
        {
            return;
        }

        page.Append("\n| | takes | |\n|---|---|---|\n");
        foreach (ParameterFacts parameter in all)
        {
            string notes = (parameter.IsRequired && command.Options.Contains(parameter) ? " Required." : "") + (parameter.Repeats && !parameter.Description.Contains("repeated", StringComparison.Ordinal) ? " May be repeated." : "");
            page.Append($"| {string.Join(", ", parameter.Names.Select(name => $"`{name}`"))} | {(parameter.Takes.Length == 0 || parameter.Takes == parameter.Name ? "" : $"`{Cell(parameter.Takes)}`")} | {Cell(parameter.Description)}{notes} |\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace('\n', ' ');

    private static string Anchor(string heading) => heading.ToLowerInvariant().Replace(' ', '-');
}
