using System.Runtime.InteropServices;

namespace MedClip.Cli;

/// <summary>
/// Turns the first Ctrl-C (or SIGTERM) into a cancellation, so that a run can save a checkpoint for as long as that takes;
/// the second has its usual effect and ends the process at once.
/// </summary>
internal sealed class SignalCancellation : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly Action notice;
    private int received;

    /// <param name="notice">Tells the user what happens; called once, on the first signal.</param>
    /// <param name="isLaunched">Whether a launcher started this process: a terminal's Ctrl-C reaches both, and the launcher passes it on as SIGTERM.</param>
    public SignalCancellation(Action notice, bool isLaunched = false)
    {
        this.notice = notice;
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = isLaunched || Receive(CommandOutcome.Interrupted)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = Receive(CommandOutcome.Terminated)),
        ];
    }

    public CancellationToken Token => source.Token;

    /// <summary>The outcome that the received signal asks for.</summary>
    public CommandOutcome Outcome { get; private set; } = CommandOutcome.Interrupted;

    /// <summary>Takes a signal.</summary>
    /// <returns>Whether its usual effect, ending the process, is to be held back: true for the first one only.</returns>
    internal bool Receive(CommandOutcome outcome)
    {
        if (Interlocked.Exchange(ref received, 1) != 0)
        {
            return false;
        }

        Outcome = outcome;
        notice();
        // Callbacks of the token may wait for the command; the signal's thread must not.
        _ = source.CancelAsync();
        return true;
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }
}
