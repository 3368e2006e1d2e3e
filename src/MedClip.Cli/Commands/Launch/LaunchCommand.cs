namespace MedClip.Cli;

/// <summary>Starts the processes of a training, and ends all of them when one is lost.</summary>
internal sealed class LaunchCommand(CliConsole console) : ICliCommand<LaunchOptions>
{
    // The others notice a loss by themselves in a few seconds; whoever does not is ended.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public async Task<CommandOutcome> RunAsync(LaunchOptions options, CancellationToken cancellation)
    {
        var variables = new WorkerVariables(options, Environment.ProcessorCount, Environment.GetEnvironmentVariable);
        var workers = new List<WorkerProcess>();
        try
        {
            for (int local = 0; local < options.Processes; local++)
            {
                workers.Add(new WorkerProcess(variables.Rank(local), options.Command, variables.Of(local), console));
            }

            console.Say($"{options.Processes} processes ({string.Join(", ", workers.Select(worker => $"rank {worker.Rank}: {worker.ProcessId}"))}) meet at {variables.MasterAddress}:{variables.MasterPort}");
            using CancellationTokenRegistration passing = cancellation.Register(() => workers.ForEach(worker => worker.Ask()));
            CommandOutcome outcome = await EndOfAllAsync(workers, cancellation).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return outcome;
        }
        finally
        {
            workers.ForEach(worker => worker.Kill());
            workers.ForEach(worker => worker.Dispose());
        }
    }

    private async Task<CommandOutcome> EndOfAllAsync(List<WorkerProcess> workers, CancellationToken cancellation)
    {
        Dictionary<Task<int>, WorkerProcess> running = workers.ToDictionary(worker => worker.EndAsync());
        Task? deadline = null;
        int? first = null;
        while (running.Count > 0)
        {
            Task ended = await Task.WhenAny(deadline is null ? running.Keys : running.Keys.Append(deadline)).ConfigureAwait(false);
            if (ended == deadline)
            {
                console.Complain($"medclip launch: {Ranks(running.Values)} did not end by themselves within {Grace.TotalSeconds:0} s and are killed");
                workers.ForEach(worker => worker.Kill());
                deadline = null;
                continue;
            }

            var exit = (Task<int>)ended;
            _ = running.Remove(exit, out WorkerProcess? worker);
            int code = await exit.ConfigureAwait(false);
            if (code == 0 || cancellation.IsCancellationRequested)
            {
                continue;
            }

            if (first is null)
            {
                console.Complain($"medclip launch: rank {worker!.Rank} {Words(code)}{(running.Count > 0 ? "; the others end, too" : "")}");
                deadline = running.Count > 0 ? Task.Delay(Grace, CancellationToken.None) : null;
            }

            first ??= code;
        }

        return first is not { } failed ? CommandOutcome.Success : failed > 128 ? CommandOutcome.Failed : new CommandOutcome(failed);
    }

    private static string Words(int code) => code > 128 ? $"was ended by signal {code - 128}" : $"ended with exit code {code}";

    private static string Ranks(IEnumerable<WorkerProcess> workers) => "ranks " + string.Join(", ", workers.Select(worker => worker.Rank).Order());
}
