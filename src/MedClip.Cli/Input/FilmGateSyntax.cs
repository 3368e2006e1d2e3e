using System.CommandLine;

namespace MedClip.Cli;

/// <summary>The option of commands that classify: whether pictures that are no chest films are refused.</summary>
internal sealed class FilmGateSyntax
{
    private readonly Option<GateUse?> gate = Declare.Choice(
        "--gate", "on: leave out pictures that the checkpoint's gate says are no upright chest films (default, where the checkpoint has one); off: take all.", ("on", GateUse.On), ("off", GateUse.Off));

    private enum GateUse
    {
        On,
        Off,
    }

    public void AddTo(Command command) => command.Add(gate);

    public EmbedderOptions Bind(ParseResult parsed, EmbedderOptions compute) => compute with { FilmGate = parsed.GetValue(gate) != GateUse.Off };
}
