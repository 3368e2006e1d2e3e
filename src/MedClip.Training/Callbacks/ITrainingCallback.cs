namespace MedClip.Training;

/// <summary>
/// Looks on while a run goes, and may end it. Every method is called on the training thread, in the order in which callbacks were given; an
/// exception from one ends the run.
/// </summary>
public interface ITrainingCallback
{
    /// <summary>The run begins, or goes on where it was resumed.</summary>
    /// <param name="control">The run; may be kept and used in the other methods.</param>
    void Started(ITrainingControl control)
    {
    }

    /// <summary>A step was made.</summary>
    /// <param name="progress">Where the run stands.</param>
    void StepMade(TrainingProgress progress)
    {
    }

    /// <summary>A validation was made.</summary>
    /// <param name="moment">When.</param>
    /// <param name="result">What it found.</param>
    /// <param name="isBest">Whether it is the best so far.</param>
    void Validated(ValidationMoment moment, ValidationResult result, bool isBest)
    {
    }

    /// <summary>A checkpoint was written.</summary>
    /// <param name="path">Its folder.</param>
    void Saved(string path)
    {
    }

    /// <summary>The run ended, saved.</summary>
    /// <param name="result">What it came to.</param>
    void Ended(TrainingResult result)
    {
    }
}

/// <summary>What a callback may know of a run and do to it.</summary>
public interface ITrainingControl
{
    /// <summary>The model.</summary>
    IContrastiveTowers Towers { get; }

    /// <summary>The options.</summary>
    TrainingOptions Options { get; }

    /// <summary>The run folder; null when nothing is kept.</summary>
    RunFolder? Run { get; }

    /// <summary>Where the run stands.</summary>
    TrainingState State { get; }

    /// <summary>Optimizer steps of the whole run.</summary>
    long TotalSteps { get; }

    /// <summary>Ends the run after the running step, as early stopping does; it is saved and can be resumed.</summary>
    void Stop();
}
