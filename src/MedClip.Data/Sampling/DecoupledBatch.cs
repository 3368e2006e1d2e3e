namespace MedClip.Data;

/// <summary>Places of films and of sentences that meet in one batch. They are drawn apart: entry i of one has nothing to do with entry i of the other.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Index">The batch within the epoch, from 0.</param>
/// <param name="Images">Places in the list of films.</param>
/// <param name="Sentences">Places in the list of sentences.</param>
public sealed record DecoupledBatch(int Epoch, int Index, int[] Images, int[] Sentences);
