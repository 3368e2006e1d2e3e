using System.CommandLine;

namespace MedClip.Cli;

/// <summary>Options of <c>medclip doctor</c>: none yet, but the command takes them like any other.</summary>
internal sealed record DoctorOptions;

/// <summary><c>medclip doctor</c></summary>
internal sealed class DoctorSyntax() : CommandSyntax<DoctorOptions>("doctor", "Say what this machine has of what medclip needs, and how to get the rest.")
{
    public override DoctorOptions Bind(ParseResult parsed) => new();
}
