namespace MedClip.Models;

/// <summary>One file of an archive, as the central directory and its own header agree on it.</summary>
/// <param name="Name">Its name; never used as a path.</param>
/// <param name="Deflated">Whether it is deflated; else it is stored.</param>
/// <param name="Crc">CRC-32 of its content.</param>
/// <param name="Offset">First byte of its data in the file.</param>
/// <param name="StoredBytes">Bytes in the file.</param>
/// <param name="Bytes">Bytes of its content.</param>
internal sealed record ZipRecord(string Name, bool Deflated, uint Crc, long Offset, long StoredBytes, long Bytes);
