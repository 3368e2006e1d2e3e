using System.CommandLine;

namespace MedClip.Cli;

/// <summary>What happens to a picture that can't be read among good ones.</summary>
internal enum UnreadablePictures
{
    /// <summary>It is named, counted and left out.</summary>
    Skip,

    /// <summary>The command refuses to go on.</summary>
    Refuse,
}

/// <summary>The option that says it.</summary>
internal static class UnreadableOption
{
    public static Option<UnreadablePictures?> Declare() => Cli.Declare.Choice(
        "--unreadable",
        "Pictures that can't be read: skip (name, count and leave out; default) or refuse.",
        ("skip", UnreadablePictures.Skip),
        ("refuse", UnreadablePictures.Refuse));
}
