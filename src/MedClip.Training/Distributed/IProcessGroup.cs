using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// The processes of a distributed run. Every process calls the same methods in the same order; each call throws when another process is lost
/// or has failed, and names it.
/// </summary>
public interface IProcessGroup : IDisposable
{
    /// <summary>This process, 0…<see cref="Size"/> − 1. Rank 0 validates, logs and saves.</summary>
    int Rank { get; }

    /// <summary>This process among those of its machine, from 0: the number of its GPU.</summary>
    int LocalRank { get; }

    /// <summary>How many processes there are.</summary>
    int Size { get; }

    /// <summary>Cancelled as soon as another process is lost or has failed.</summary>
    CancellationToken LostToken { get; }

    /// <summary>Starts to replace a tensor by its sum over all ranks; it must not be touched until the result was waited for.</summary>
    /// <param name="tensor">Contiguous, of equal shape and type in every rank.</param>
    /// <returns>Waits for the sum.</returns>
    Action StartSum(Tensor tensor);

    /// <summary>The largest of a number over all ranks.</summary>
    /// <param name="value">This rank's number.</param>
    long Largest(long value);

    /// <summary>Collects a tensor of every rank.</summary>
    /// <param name="tensor">Contiguous, of equal shape and type in every rank.</param>
    /// <returns>Copies in the order of the ranks, without a gradient; they belong to the caller's dispose scope.</returns>
    Tensor[] Collect(Tensor tensor);

    /// <summary>Replaces a tensor by rank 0's.</summary>
    /// <param name="tensor">Contiguous, of equal shape and type in every rank.</param>
    void TakeFromFirst(Tensor tensor);

    /// <summary>Calls back whenever a backward pass has added up the gradient of a leaf, until the result is disposed.</summary>
    /// <param name="leaf">A leaf that requires a gradient.</param>
    /// <param name="ready">Called within the backward pass.</param>
    IDisposable OnGradient(Tensor leaf, Action ready);

    /// <summary>Lets batch normalisation in training see all ranks' rows, on the calling thread until the result is disposed.</summary>
    IDisposable SynchroniseBatchNorm();

    /// <summary>Tells the other ranks why this one ends.</summary>
    /// <param name="reason">A sentence.</param>
    void Fail(string reason);
}
