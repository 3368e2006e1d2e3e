namespace MedClip.Cli;

/// <summary>Options of <c>medclip launch</c>.</summary>
/// <param name="Processes">Processes on this machine.</param>
/// <param name="Nodes">Machines.</param>
/// <param name="NodeRank">Which of the machines this is, from 0.</param>
/// <param name="Master">Host of machine 0 and, after a colon, its port; null: this machine alone, at a free port.</param>
/// <param name="Command">What each process runs: a command of this program with its options.</param>
internal sealed record LaunchOptions(int Processes, int Nodes, int NodeRank, string? Master, IReadOnlyList<string> Command);
