namespace MedClip.Data;

/// <summary>What a cached film depends on beside its file.</summary>
/// <param name="Side">The longest side that is kept.</param>
/// <param name="Scaled">Whether 16 bits are scaled by the film's range, or clipped as the released code does.</param>
internal readonly record struct CacheSettings(int Side, bool Scaled)
{
    public ulong Code => ((ulong)(uint)Side << 1) | (Scaled ? 1UL : 0);

    public static CacheSettings Of(ImagePreprocessor preprocessor) => new(preprocessor.WorkingSide, preprocessor.Spec.Path == PreprocessingPath.Default);

    public static ulong Key(string path) => new SeedSequence(0).For(Path.GetFullPath(path)).Value;

    /// <summary>Changes when the file does: its length and time of writing. 0 when there is no file.</summary>
    public static ulong Stamp(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new SeedSequence((ulong)file.Length).At(file.LastWriteTimeUtc.Ticks).Value | 1 : 0;
    }

    public override string ToString() => $"films of at most {Side} pixels, 16 bits {(Scaled ? "scaled" : "clipped")}";
}

/// <summary>One film's entry in a shard. A film that could not be read has no width.</summary>
internal readonly record struct CacheEntry(ulong Key, ulong Stamp, long Offset, int Width, int Height, uint Checksum, uint Reserved);
