using System.Runtime.CompilerServices;

namespace MedClip.Packages.Tests;

/// <summary>The command, installed as a tool into a folder of its own, and a small run that it trained.</summary>
internal sealed class InstalledTool
{
    private static readonly ConditionalWeakTable<PackedPackages, InstalledTool> Installed = [];
    private readonly PackedPackages packed;

    private InstalledTool(PackedPackages packed)
    {
        this.packed = packed;
        string folder = packed.Subfolder("tools");
        packed.DotNet(folder, "tool", "install", "MedClip.Cli", "--version", PackedPackages.Version, "--tool-path", folder).Succeeded();
        TrainedData = packed.Subfolder("data");
        Run("phantom", "--output", TrainedData, "--count", "48", "--seed", "3").Succeeded();
        Run("pretrain", "--images", "labels.csv", "--reports", "reports.csv", "--output", "run", "--epochs", "1", "--batch", "16", "--seed", "0").Succeeded();
    }

    /// <summary>A folder with <c>labels.csv</c>, <c>reports.csv</c>, <c>images</c> and a trained <c>run</c>.</summary>
    public string TrainedData { get; }

    public static InstalledTool Of(PackedPackages packed) => Installed.GetValue(packed, static packages => new InstalledTool(packages));

    /// <summary>Runs the command in <see cref="TrainedData"/>.</summary>
    public Command Run(params IEnumerable<string> arguments) =>
        Command.Run(Path.Combine(packed.Subfolder("tools"), "medclip"), TrainedData, packed.CleanEnvironment, arguments);
}
