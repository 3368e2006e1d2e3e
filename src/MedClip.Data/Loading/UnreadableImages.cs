namespace MedClip.Data;

/// <summary>What a loader does with a film that cannot be read.</summary>
public enum UnreadableImages
{
    /// <summary>It ends the loading with the reason.</summary>
    Refuse,

    /// <summary>The batch goes on without it; <see cref="ImageLoader.Unreadable"/> lists it with the reason.</summary>
    Skip,
}

/// <summary>A film that could not be read.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Reason">Why.</param>
public sealed record UnreadableImage(string Name, string Reason);
