namespace MedClip.Cli;

/// <summary>The command line contradicts itself in a way that only the command can see (exit code 2, unlike bad data).</summary>
/// <param name="message">What is wrong, by the option's name, and what to do.</param>
internal sealed class WrongUseException(string message) : Exception(message);
