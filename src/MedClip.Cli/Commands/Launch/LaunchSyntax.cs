using System.CommandLine;
using System.CommandLine.Parsing;

namespace MedClip.Cli;

/// <summary><c>medclip launch --nproc N -- pretrain …</c></summary>
internal sealed class LaunchSyntax : CommandSyntax<LaunchOptions>
{
    private readonly Option<int?> processes = Declare.WholeNumber("--nproc", "Processes on this machine; the batch is shared among all processes.", atLeast: 1);
    private readonly Option<int?> nodes = Declare.WholeNumber("--nodes", "Machines; start this command on each of them (default 1).", atLeast: 1);
    private readonly Option<int?> nodeRank = Declare.WholeNumber("--node-rank", "Which of the machines this is, from 0.", atLeast: 0);
    private readonly Option<string?> master = Declare.Text("--master", "HOST[:PORT]", "Machine 0, as the others reach it, and a free port there (default port 29500).");
    private readonly Argument<string[]> command = new("COMMAND")
    {
        Description = "After --: the command and its options, e.g. -- pretrain --images …",
        HelpName = "COMMAND",
        Arity = ArgumentArity.OneOrMore,
    };

    public LaunchSyntax()
        : base("launch", "Train with several processes: start them, pass on what they say, end all when one is lost.")
    {
        processes.Required = true;
        Add(processes);
        Add(nodes);
        Add(nodeRank);
        Add(master);
        Add(command);
        Validators.Add(RefuseContradictions);
    }

    public override LaunchOptions Bind(ParseResult parsed) => new(
        parsed.GetRequiredValue(processes)!.Value, parsed.GetValue(nodes) ?? 1, parsed.GetValue(nodeRank) ?? 0, parsed.GetValue(master), parsed.GetRequiredValue(command));

    private void RefuseContradictions(CommandResult result)
    {
        int machines = result.GetResult(nodes) is { } several && !several.Errors.Any() ? result.GetValue(nodes) ?? 1 : 1;
        if (machines > 1 && (result.GetResult(master) is null || result.GetResult(nodeRank) is null))
        {
            result.AddError("--nodes needs --node-rank and --master: which machine this is, and where machine 0 is.");
        }
        else if (result.GetResult(nodeRank) is { } given && !given.Errors.Any() && result.GetValue(nodeRank) >= machines)
        {
            result.AddError($"--node-rank must be below --nodes ({machines}).");
        }

        if (result.GetResult(command) is { Tokens: [var first, ..] } && first.Value == "launch")
        {
            result.AddError("launch starts training, not itself.");
        }
    }
}
