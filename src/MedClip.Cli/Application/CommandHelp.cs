using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MedClip.Cli;

/// <summary>The library's help with the command's own name: the library would print the name of the file that happens to run it.</summary>
internal sealed class CommandHelp(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        using var text = new StringWriter();
        parseResult.InvocationConfiguration.Output = text;
        int exitCode = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write(text.ToString().Replace($"  {RootCommand.ExecutableName}", "  medclip", StringComparison.Ordinal));
        return exitCode;
    }
}
