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

    /// <summary>Of the "epoch-N", the newest so many stay; 0 keeps all. Default 0.</summary>
    [Range(0, int.MaxValue)]
    public int KeepAtMost { get; set; }

    /// <summary>Whether the "last" before the last stays as "previous", so that a damaged "last" loses little. Default true.</summary>
    public bool KeepPrevious { get; set; } = true;

    /// <summary>Whether a gate is fitted to the run's films and kept with the weights, by which classifiers refuse other pictures. Default true.</summary>
    public bool FilmGate { get; set; } = true;
}
