namespace MedClip.Training;

/// <summary>How a run ended.</summary>
public enum TrainingOutcome
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>Validation found nothing better for as long as the options allow.</summary>
    StoppedEarly,

    /// <summary>It was cancelled; what was learned so far is saved and can be resumed.</summary>
    Cancelled,
}
