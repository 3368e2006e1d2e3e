using MedClip.Training;

namespace MedClip.Cli;

/// <summary>Ends this process when another one of the run was lost and this one does not end by itself, whatever it waits for.</summary>
internal sealed class RankGuard : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly CancellationTokenSource over = new();
    private readonly CancellationTokenRegistration? lost;

    public RankGuard(IProcessGroup? group, CliConsole console) => lost = group?.LostToken.Register(() => _ = EndLaterAsync(console));

    public void Dispose()
    {
        over.Cancel();
        lost?.Dispose();
        over.Dispose();
    }

    private async Task EndLaterAsync(CliConsole console)
    {
        try
        {
            await Task.Delay(Patience, over.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            return;
        }

        console.Complain("medclip pretrain: another process of this run was lost, and this one does not come to an end; it is ended.");
        Environment.Exit(CommandOutcome.Failed.ExitCode);
    }
}
