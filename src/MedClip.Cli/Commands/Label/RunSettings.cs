using System.Globalization;
using System.Security.Cryptography;
using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>What a run's outputs depend on, in words: kept with them, and compared when a stopped run goes on.</summary>
internal static class RunSettings
{
    public static Dictionary<string, string> Of(LabelOptions options, ReportReader reader)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["input"] = Identity(options.Input),
            ["format"] = reader.Format.ToString(),
            ["id column"] = reader.IdName,
            ["text columns"] = options.TextColumns is null ? "by name" : string.Join(',', options.TextColumns),
            ["policy"] = Spell(options.Policy),
            ["sections"] = Spell(LabelerChoice.SectionsOf(options)),
            ["output format"] = options.FormatOut.ToString(),
            ["evidence"] = options.Evidence ?? "none",
            ["sentences"] = options.Sentences ?? "none",
            ["lexicon"] = options.Lexicons.Count == 0 ? "built in" : "built in + " + string.Join(", ", options.Lexicons.Select(Hashed)),
            ["umls"] = options.Umls ?? "none",
            ["concepts"] = options.Concepts ?? "of the lexicon",
            ["version"] = typeof(ReportLabeler).Assembly.GetName().Version?.ToString(3) ?? "",
        };
        return settings;
    }

    public static string Spell(LabelPolicy policy) => policy.ToString().ToLowerInvariant();

    public static string Spell(SectionChoice choice) => choice == SectionChoice.FindingsAndImpression ? "findings+impression" : choice.ToString().ToLowerInvariant();

    /// <summary>A file by size and time; a folder by the names and sizes of its files.</summary>
    private static string Identity(string input)
    {
        if (Directory.Exists(input))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (FileInfo file in new DirectoryInfo(input).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal))
            {
                hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{file.FullName}\n{file.Length}\n"));
            }

            return $"{input}, files {Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}";
        }

        var info = new FileInfo(input);
        return info.Exists ? string.Create(CultureInfo.InvariantCulture, $"{input}, {info.Length} bytes, {info.LastWriteTimeUtc:O}") : input;
    }

    private static string Hashed(string file) => File.Exists(file) ? $"{Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))[..16]}" : file;
}
