namespace MedClip.Torch;

/// <summary>Processes that train together did not find each other, or one of them was lost. The message says which and what to do.</summary>
public sealed class DistributedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public DistributedException()
        : this("Distributed training failed.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    public DistributedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">What it came from.</param>
    public DistributedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
