namespace MedClip.Cli;

/// <summary>How a command ended, as the exit code that the shell sees.</summary>
/// <param name="ExitCode">0 success, 1 bad data or a failure, 2 wrong use, 130 and 143 ended by a signal.</param>
internal readonly record struct CommandOutcome(int ExitCode)
{
    public static CommandOutcome Success { get; } = new(0);

    public static CommandOutcome Failed { get; } = new(1);

    public static CommandOutcome WrongUse { get; } = new(2);

    /// <summary>Ctrl-C: 128 + SIGINT.</summary>
    public static CommandOutcome Interrupted { get; } = new(130);

    /// <summary>A service manager's request: 128 + SIGTERM.</summary>
    public static CommandOutcome Terminated { get; } = new(143);
}
