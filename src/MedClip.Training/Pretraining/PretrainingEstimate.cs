namespace MedClip.Training;

/// <summary>What a run will take, measured over a few steps.</summary>
/// <param name="Parameters">Numbers that are learned.</param>
/// <param name="StepsPerEpoch">Optimizer steps an epoch.</param>
/// <param name="TotalSteps">All optimizer steps.</param>
/// <param name="StepTime">Median time of a step, its data included.</param>
/// <param name="TotalTime">Time of all steps; validation comes on top.</param>
/// <param name="MemoryBytes">Memory of this process after those steps.</param>
/// <param name="DiskBytes">Room for the checkpoints that the options keep.</param>
public sealed record PretrainingEstimate(
    long Parameters, int StepsPerEpoch, long TotalSteps, TimeSpan StepTime, TimeSpan TotalTime, long MemoryBytes, long DiskBytes);
