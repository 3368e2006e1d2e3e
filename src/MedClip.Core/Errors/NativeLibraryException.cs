namespace MedClip;

/// <summary>A native library could not be loaded, is of another version, or failed.</summary>
public sealed class NativeLibraryException : MedClipException
{
    /// <summary>Creates an error about a native library.</summary>
    /// <param name="message">Each path tried with its reason, and the remedy.</param>
    /// <param name="innerException">The cause, if another error is behind it.</param>
    public NativeLibraryException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
