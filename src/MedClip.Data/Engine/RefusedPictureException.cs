namespace MedClip.Data;

/// <summary>A picture is not to be read; the caller adds the file's name.</summary>
internal sealed class RefusedPictureException(string message) : Exception(message);
