namespace MedClip.Models.Fuzz;

/// <summary>Makes cases: damaged files of every format, and folders with one damaged file.</summary>
internal sealed class Trials(Corpus corpus, ModelFolders folders)
{
    private const int LargestCopy = 1 << 20;
    private readonly byte[] destination = new byte[LargestCopy];

    public Trial Next(SplitMix64 random)
    {
        int kind = random.Next(100);
        byte[] Other() => corpus.Files[random.Next(corpus.Files.Count)];
        return kind switch
        {
            < 55 => OneFile("file", Mutation.Of(Other(), Other, random)),
            < 85 => OneFile("archive, repacked", Repacked(random, Other)),
            < 95 => Sharded(random, Other),
            < 98 => Folder("checkpoint folder", folders.Own, random, Other, folder => Checkpoint.Load(folder, random.Next(2) == 0 ? WeightMemory.Mapped : WeightMemory.Copied).Dispose()),
            _ => Folder("Hugging Face folder", folders.HuggingFace, random, Other, ModelFolders.Convert),
        };
    }

    private byte[] Repacked(SplitMix64 random, Func<byte[]> other)
    {
        (string Name, byte[] Content)[] records = [.. corpus.Archives[random.Next(corpus.Archives.Count)]];
        int pickle = Array.FindIndex(records, record => record.Name.EndsWith("data.pkl", StringComparison.Ordinal));
        int chosen = pickle >= 0 && random.Next(5) > 0 ? pickle : random.Next(records.Length);
        records[chosen].Content = Mutation.Of(records[chosen].Content, random.Next(4) == 0 ? other : () => corpus.Archives[random.Next(corpus.Archives.Count)][0].Content, random);
        return Corpus.Pack(records);
    }

    private Trial OneFile(string kind, byte[] content) => new(kind, [("damaged.bin", content)], folder => ReadAll(Path.Combine(folder, "damaged.bin")));

    private Trial Sharded(SplitMix64 random, Func<byte[]> other)
    {
        string chosen = random.Next(2) == 0 ? "model.safetensors.index.json" : corpus.Shards.Keys.ElementAt(random.Next(corpus.Shards.Count));
        return new Trial("shards", Damage(corpus.Shards, chosen, random, other), ReadAll);
    }

    private static Trial Folder(string kind, IReadOnlyDictionary<string, byte[]> files, SplitMix64 random, Func<byte[]> other, Action<string> run) =>
        new(kind, Damage(files, files.Keys.ElementAt(random.Next(files.Count)), random, other), run);

    private static List<(string, byte[])> Damage(IReadOnlyDictionary<string, byte[]> files, string chosen, SplitMix64 random, Func<byte[]> other) =>
        [.. files.Select(file => (file.Key, file.Key != chosen ? file.Value : chosen.EndsWith(".json", StringComparison.Ordinal) ? Mutation.OfText(file.Value, other, random) : Mutation.Of(file.Value, other, random)))];

    private void ReadAll(string path)
    {
        using WeightFile file = WeightFile.Open(path);
        foreach (WeightEntry entry in file.Entries.Where(entry => entry.ByteLength <= LargestCopy))
        {
            file.CopyTo(entry, destination.AsSpan(0, (int)entry.ByteLength));
            if (file.Place(entry) is var (mapped, offset))
            {
                mapped.Slice(offset, entry.ByteLength);
            }
        }

        Explain(file);
    }

    // A readable file of no known layout is readable all the same.
    private static void Explain(WeightFile file)
    {
        try
        {
            _ = WeightPlan.Of(file).Unexplained.Count;
        }
        catch (InvalidInputException e) when (e.Message.Contains("no known layout", StringComparison.Ordinal))
        {
        }
    }
}
