using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>What the processes of a distributed run do alike: begin, stop, save and fail.</summary>
public sealed partial class Trainer
{
    private bool keepsRun;
    private bool resumes;
    private bool validates;

    private enum StopRequest
    {
        None,
        Stop,
        Cancel,
    }

    private bool SynchronisesBatchNorm => group is not null && (options.Distributed.SyncBatchNorm ?? options.Optimizer.GradCacheRows == 0);

    // What ends one rank ends all, with its reason.
    private T Together<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Exception error) when (group is { LostToken.IsCancellationRequested: false })
        {
            group.Fail(error.Message);
            throw;
        }
    }

    // Each rank drops out other values; rank 0 draws as a single process does.
    private void SeedRandom()
    {
        SeedSequence seed = new SeedSequence(options.Seed).For("training");
        manual_seed(unchecked((long)(group is { Rank: > 0 and var rank } ? seed.At(rank) : seed).Value));
    }

    private void AgreeOnParts()
    {
        keepsRun = OfFirst(parts.Run is not null);
        resumes = OfFirst(parts.Run is { Resumes: true });
        validates = OfFirst(parts.Validator is not null);
        if (group is not null && !resumes)
        {
            states.ShareTensors(group);
        }
    }

    private bool OfFirst(bool own) => group is null ? own : group.Largest(group.Rank == 0 && own ? 1 : 0) > 0;

    // A signal may reach ranks at different steps; all stop after the same one.
    private StopRequest StopAsked(CancellationToken cancellation)
    {
        StopRequest own = cancellation.IsCancellationRequested ? StopRequest.Cancel : isStopped ? StopRequest.Stop : StopRequest.None;
        return group is null ? own : (StopRequest)group.Largest((long)own);
    }

    // Rank 0 reads; a folder that only it can see is enough.
    private TrainingState? TakeUp()
    {
        if (group is null)
        {
            return TakeUpNewest();
        }

        if (group.FromFirst(TakeUpNewest) is { } state)
        {
            states.Share(group, state);
            return state;
        }

        states.ShareTensors(group);
        return null;
    }

    private void CollectRandomStates()
    {
        if (group is null || !keepsRun)
        {
            return;
        }

        foreach (Tensor old in states.OtherRandoms)
        {
            old.Dispose();
        }

        using DisposeScope scope = NewDisposeScope();
        states.OtherRandoms = [.. group.Collect(get_rng_state()).Skip(1).Select(state => state.DetachFromDisposeScope())];
    }
}
