namespace MedClip.Models.Tests;

/// <summary>A listing of fixtures/models/keys as a weight file whose numbers are all zero: what its keys and shapes tell of the network.</summary>
internal sealed class ListingFile : WeightFile
{
    public ListingFile(string path)
        : base(path, "listing")
    {
        Rows = [.. File.ReadLines(path).Skip(1).Select(line => line.Split('\t'))];
        Entries = [.. Rows.Select(row => new WeightEntry(row[0], row[2] == "int64" ? TensorElementType.Int64 : TensorElementType.Float32, Shape(row[1])))];
    }

    /// <summary>Key, shape, type and kind.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    public override IReadOnlyList<WeightEntry> Entries { get; }

    public override void CopyTo(WeightEntry entry, Span<byte> destination) => destination.Clear();

    protected override void Dispose(bool disposing)
    {
    }

    private static long[] Shape(string text) => [.. text.Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(long.Parse)];
}
