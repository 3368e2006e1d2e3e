namespace MedClip.Cli;

/// <summary>Options of <c>medclip phantom</c>.</summary>
/// <param name="Output">The folder to fill.</param>
/// <param name="Count">How many films, and how many reports.</param>
/// <param name="Seed">The one seed.</param>
internal sealed record PhantomOptions(string Output, int Count, ulong Seed);
