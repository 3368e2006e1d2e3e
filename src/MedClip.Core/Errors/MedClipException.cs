namespace MedClip;

/// <summary>Base of the errors that MedCLIP reports on purpose: the message says what is wrong, where, and what to do.</summary>
public class MedClipException : Exception
{
    /// <summary>Creates an error.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">The cause, if another error is behind it.</param>
    public MedClipException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
