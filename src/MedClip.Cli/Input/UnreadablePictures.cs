namespace MedClip.Cli;

/// <summary>What happens to a picture that is missing or can't be read among good ones.</summary>
internal enum UnreadablePictures
{
    /// <summary>It is named, counted and left out.</summary>
    Skip,

    /// <summary>The command refuses to go on.</summary>
    Refuse,
}
