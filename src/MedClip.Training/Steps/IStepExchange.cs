using TorchSharp.Modules;

namespace MedClip.Training;

/// <summary>
/// Where a step meets the other processes of a run: the loss is computed over what <see cref="Gather"/> returns, and the optimizer moves by
/// what <see cref="Reduce"/> leaves in the gradients. A run of one process has none.
/// </summary>
public interface IStepExchange
{
    /// <summary>Puts this process's inputs together with the others', so that the loss sees the global batch.</summary>
    /// <param name="local">This process's inputs.</param>
    /// <returns>The global batch's; gradients flow back to <paramref name="local"/>. They belong to the caller's dispose scope.</returns>
    ContrastiveInputs Gather(ContrastiveInputs local);

    /// <summary>
    /// Says that the next backward pass is the step's last, so that gradients can be exchanged as it makes them. May be left out; then
    /// <see cref="Reduce"/> exchanges everything.
    /// </summary>
    /// <param name="parameters">The parameters that learn, as for <see cref="Reduce"/>.</param>
    void ExpectLast(IReadOnlyList<Parameter> parameters)
    {
    }

    /// <summary>Makes gradients equal everywhere, after backward and before clipping.</summary>
    /// <param name="parameters">The parameters that learn, in the same order in every process; some may have no gradient.</param>
    void Reduce(IReadOnlyList<Parameter> parameters);
}
