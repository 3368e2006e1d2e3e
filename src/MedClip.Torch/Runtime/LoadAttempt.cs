namespace MedClip.Torch;

/// <summary>One path tried while loading native code.</summary>
/// <param name="Path">The file, or the bare name where the system's loader was asked.</param>
/// <param name="Reason">Why it failed, in the loader's own words; or that it was loaded.</param>
public sealed record LoadAttempt(string Path, string Reason);
