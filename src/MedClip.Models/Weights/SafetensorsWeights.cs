namespace MedClip.Models;

/// <summary>One safetensors file as a source of weights.</summary>
internal sealed class SafetensorsWeights(SafetensorsFile file) : WeightFile(file.Path, "safetensors")
{
    public override IReadOnlyList<WeightEntry> Entries { get; } = [.. file.Entries.Select(entry => new WeightEntry(entry.Name, entry.Type, entry.Shape))];

    public override IReadOnlyDictionary<string, string> Metadata => file.Metadata;

    internal MappedFile Mapped => file.Mapped;

    public override void CopyTo(WeightEntry entry, Span<byte> destination) => file.Bytes(file[entry.Name]).CopyTo(destination);

    internal override (MappedFile File, long Offset)? Place(WeightEntry entry) => (file.Mapped, file[entry.Name].Offset);

    protected override void Dispose(bool disposing) => file.Dispose();
}
