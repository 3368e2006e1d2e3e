namespace MedClip.Models;

/// <summary>Where loaded numbers lie.</summary>
public enum WeightMemory
{
    /// <summary>In memory of their own: the file may change afterwards.</summary>
    Copied,

    /// <summary>
    /// In the mapped file, where engine and file allow it (stored row by row, aligned): loading copies nothing, and processes share the memory.
    /// Training on them changes the memory alone, never the file. The file must not be overwritten in place or cut while they are in use;
    /// replacing it, as this library does, is harmless.
    /// </summary>
    Mapped,
}
