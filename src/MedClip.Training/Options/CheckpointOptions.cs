using System.ComponentModel.DataAnnotations;

namespace MedClip.Training;

/// <summary>When the run is saved.</summary>
public sealed class CheckpointOptions
{
    /// <summary>Saves "last" every so many epochs, and always at the end. Default 1.</summary>
    [Range(1, int.MaxValue)]
    public int EveryEpochs { get; set; } = 1;

    /// <summary>Also saves "last" every so many steps; 0 only at epochs. Default 0.</summary>
    [Range(0, int.MaxValue)]
    public int EverySteps { get; set; }

    /// <summary>Keeps "epoch-N" of every so many epochs; 0 keeps none. Default 0.</summary>
    [Range(0, int.MaxValue)]
    public int KeepEveryEpochs { get; set; }
}
