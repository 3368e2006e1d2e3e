namespace MedClip.Cli;

/// <summary>What is known of the place that standard error goes to.</summary>
/// <param name="IsRedirected">Whether it is a file or a pipe.</param>
/// <param name="NoColor">The variable NO_COLOR (https://no-color.org): any text asks for plain output.</param>
/// <param name="Term">The variable TERM; "dumb" can't move its cursor.</param>
/// <param name="Trace">Whether errors come with their stack (MEDCLIP_TRACE).</param>
internal sealed record TerminalFacts(bool IsRedirected, string? NoColor, string? Term, bool Trace = false)
{
    /// <summary>Whether colours and a moving progress bar are welcome. Standard input plays no part in it.</summary>
    public bool IsInteractive => !IsRedirected && string.IsNullOrEmpty(NoColor) && Term is not "dumb";

    /// <summary>The facts of this process.</summary>
    public static TerminalFacts OfProcess() => new(
        Console.IsErrorRedirected,
        Environment.GetEnvironmentVariable("NO_COLOR"),
        Environment.GetEnvironmentVariable("TERM"),
        Environment.GetEnvironmentVariable("MEDCLIP_TRACE") is { Length: > 0 } and not "0");
}
