namespace MedClip.Knowledge;

/// <summary>A line of a data file that says something.</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Text">Its text without comment and outer spaces.</param>
internal readonly record struct DataLine(int Number, string Text);

/// <summary>Reads the data files of lexicon and rules: one entry a line, <c>//</c> begins a comment.</summary>
internal static class DataLines
{
    public const int MaximumFileLength = 16 << 20;

    public static IEnumerable<DataLine> Of(string text)
    {
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            int comment = raw.IndexOf("//", StringComparison.Ordinal);
            string line = (comment < 0 ? raw : raw[..comment]).Trim();
            if (line.Length > 0)
            {
                yield return new DataLine(number, line);
            }
        }
    }

    public static IEnumerable<DataLine> OfResource(string name) => Of(Resource(name));

    public static string Resource(string name)
    {
        using Stream stream = typeof(DataLines).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks its data file '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static IEnumerable<string> ResourcesUnder(string folder) =>
        typeof(DataLines).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static string ReadFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw InvalidInputException.At(path, null, "there is no such file.");
        }

        if (file.Length > MaximumFileLength)
        {
            throw InvalidInputException.At(path, null, $"the file has {file.Length} bytes; at most {MaximumFileLength} are read.");
        }

        return File.ReadAllText(path);
    }
}
