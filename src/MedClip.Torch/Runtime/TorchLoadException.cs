namespace MedClip.Torch;

/// <summary>libtorch, or the small library that reaches it, could not be loaded. The message holds every path tried with its reason.</summary>
public sealed class TorchLoadException : Exception
{
    /// <summary>Makes the exception from what was tried.</summary>
    /// <param name="attempts">Each path with the reason it failed for, in the order tried.</param>
    public TorchLoadException(IReadOnlyList<LoadAttempt> attempts)
        : base(Explain(attempts)) => Attempts = attempts;

    /// <summary>What was tried, in order.</summary>
    public IReadOnlyList<LoadAttempt> Attempts { get; }

    private static string Explain(IReadOnlyList<LoadAttempt> attempts)
    {
        string tried = string.Join("", attempts.Select(a => $"\n  {a.Path}: {a.Reason}"));
        return $"libtorch could not be loaded. Tried:{tried}\n{Remedy(attempts)}";
    }

    private static string Remedy(IReadOnlyList<LoadAttempt> attempts)
    {
        bool Says(string text) => attempts.Any(a => a.Reason.Contains(text, StringComparison.OrdinalIgnoreCase));
        if (Says("interface version"))
        {
            return "Remedy: build the native library of this version (./build.sh build), or install packages of one version.";
        }
        if (Says("libtorch") || Says("libc10"))
        {
            return "Remedy: install libtorch (Debian, Ubuntu: apt-get install libtorch-dev libopenblas0-openmp), or set MEDCLIP_LIBTORCH to the " +
                   "root of the libtorch that the native library was built against.";
        }
        return "Remedy: build the native library (./build.sh build), or reference a MedClip.Torch package that holds one for this platform.";
    }
}
