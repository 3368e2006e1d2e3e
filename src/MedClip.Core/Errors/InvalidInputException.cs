namespace MedClip;

/// <summary>Input from outside (a file, table, row, option or label) is wrong.</summary>
public sealed class InvalidInputException : MedClipException
{
    /// <summary>Creates an error about input.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">The cause, if another error is behind it.</param>
    public InvalidInputException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Creates an error about a place in a file.</summary>
    /// <param name="file">The file as the user named it.</param>
    /// <param name="place">The row, key or offset, e.g. "line 12"; null for the file as a whole.</param>
    /// <param name="problem">What is wrong there.</param>
    /// <param name="remedy">What to do; null when the problem says it.</param>
    /// <param name="innerException">The cause, if another error is behind it.</param>
    public static InvalidInputException At(string file, string? place, string problem, string? remedy = null, Exception? innerException = null) =>
        new($"{file}{(place is null ? "" : $", {place}")}: {problem}{(remedy is null ? "" : $" {remedy}")}", innerException);
}
