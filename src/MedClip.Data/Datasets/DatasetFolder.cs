namespace MedClip.Data;

/// <summary>Finds the files of a data set, and says what was looked for when one is missing.</summary>
internal static class DatasetFolder
{
    /// <summary>The first of some names that stands in the folder; each also gzipped.</summary>
    public static string? Find(string folder, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            foreach (string candidate in (string[])[name, name + ".gz"])
            {
                string path = Path.Combine(folder, candidate);
                if (File.Exists(path))
                {
                    return path;
                }
            }
        }

        return null;
    }

    /// <exception cref="InvalidInputException">None of the names stands in the folder.</exception>
    public static string Require(string folder, string what, params ReadOnlySpan<string> names)
    {
        if (!Directory.Exists(folder))
        {
            throw InvalidInputException.At(folder, null, $"there is no such folder; {what} is expected.");
        }

        return Find(folder, names) ?? throw InvalidInputException.At(folder, null, $"{what} is not here; looked for {string.Join(", ", names.ToArray())}.");
    }

    public static float? Age(string? text) =>
        text is not null && float.TryParse(text.TrimEnd('Y', 'y'), System.Globalization.CultureInfo.InvariantCulture, out float age) && age is >= 0 and < 150 ? age : null;

    public static string? Sex(string? text) => text?.ToUpperInvariant() switch { "M" or "MALE" => "M", "F" or "FEMALE" => "F", _ => null };
}
