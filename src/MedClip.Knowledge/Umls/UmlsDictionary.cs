using System.Security.Cryptography;
using System.Text;

namespace MedClip.Knowledge;

/// <summary>
/// The names of the UMLS that pass a filter, compiled into one file that is kept and used again for as long as its sources stay the same. Compiling reads
/// <c>MRCONSO.RRF</c> (some 2 GB) and <c>MRSTY.RRF</c> once, in flat memory; concepts are read from the compiled file one after another.
/// </summary>
public sealed class UmlsDictionary
{
    private readonly string compiled;

    private UmlsDictionary(string compiled, bool wasCompiled) => (this.compiled, WasCompiled) = (compiled, wasCompiled);

    /// <summary>Whether opening it compiled the sources; false when the kept file served.</summary>
    public bool WasCompiled { get; }

    /// <summary>The compiled file.</summary>
    public string CompiledFile => compiled;

    /// <summary>The concepts, in the order of <c>MRCONSO.RRF</c> (by CUI).</summary>
    /// <exception cref="InvalidInputException">The compiled file is damaged.</exception>
    public IEnumerable<UmlsConcept> Concepts => CompiledUmls.ReadConcepts(compiled);

    /// <summary>Where compiled dictionaries are kept: <c>medclip</c> in <c>XDG_CACHE_HOME</c>, else in the user's local application data.</summary>
    public static string DefaultCacheFolder => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "medclip");

    /// <summary>Opens the dictionary of a UMLS folder. A kept file serves when size and time of both sources are those it was made from, or else their SHA-256.</summary>
    /// <param name="folder">Holds <c>MRCONSO.RRF</c> and <c>MRSTY.RRF</c>, plain or <c>.gz</c>, itself or in <c>META</c>.</param>
    /// <param name="filter">What is used; null for English names of what films show.</param>
    /// <param name="cacheFolder">Where compiled files are kept; null for <see cref="DefaultCacheFolder"/>.</param>
    /// <exception cref="InvalidInputException">A source is missing or malformed; the message carries file and line.</exception>
    public static UmlsDictionary Open(string folder, UmlsFilter? filter = null, string? cacheFolder = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        filter ??= new UmlsFilter();
        string names = Find(folder, "MRCONSO.RRF"), types = Find(folder, "MRSTY.RRF");
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Path.GetFullPath(names)}\n{filter.Key}")))[..16];
        string compiled = Path.Combine(cacheFolder ?? DefaultCacheFolder, $"umls-{key}.bin");
        if (CompiledUmls.IsMadeFrom(compiled, filter, names, types))
        {
            return new UmlsDictionary(compiled, wasCompiled: false);
        }

        CompiledUmls.Write(compiled, filter, names, types);
        return new UmlsDictionary(compiled, wasCompiled: true);
    }

    /// <summary>
    /// A lexicon with the names of the mapped concepts as further terms of their findings, so that the lexicon's vetoes and overlaps hold for them too. Concepts
    /// wider than their finding ("edema" of any place) and terms that the lexicon lists already are left out.
    /// </summary>
    /// <param name="lexicon">The lexicon.</param>
    /// <param name="map">Which concepts stand for which findings; null for the built-in map with the lexicon's own concepts.</param>
    public Lexicon Extend(Lexicon lexicon, ConceptMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        map ??= ConceptMap.Default.With(lexicon);
        foreach (UmlsConcept concept in Concepts)
        {
            if (map.TryGet(concept.Cui, out MappedConcept mapped) && mapped.Kind is MappedConceptKind.Finding or MappedConceptKind.Blocks)
            {
                FindingLexicon? known = lexicon.Findings.FirstOrDefault(part => part.Finding == mapped.Finding);
                var patterns = known?.Terms.Select(term => term.Pattern).ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
                LexiconTerm[] terms = [.. concept.Terms.Select(PatternOf).Where(pattern => !patterns.Contains(pattern)).Select(pattern => new LexiconTerm(mapped.Finding, pattern, concept.Cui))];
                lexicon = lexicon.With(new FindingLexicon(mapped.Finding, concept.Cui, terms) { OnlyBlocksNoFinding = mapped.Kind == MappedConceptKind.Blocks });
            }
        }

        return lexicon;
    }

    /// <summary>A term in the pattern language, where any number is written <c>#</c>.</summary>
    private static string PatternOf(string term) => string.Join(' ', term.Split(' ').Select(word => word.All(char.IsAsciiDigit) ? "#" : word));

    private static string Find(string folder, string name)
    {
        foreach (string candidate in (string[])[name, name + ".gz", Path.Combine("META", name), Path.Combine("META", name + ".gz")])
        {
            string path = Path.Combine(folder, candidate);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw InvalidInputException.At(folder, null, $"the folder holds no {name}.", "Name the folder of the UMLS release that holds MRCONSO.RRF and MRSTY.RRF.");
    }
}
