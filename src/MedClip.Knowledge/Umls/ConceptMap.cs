using System.Diagnostics.CodeAnalysis;

namespace MedClip.Knowledge;

/// <summary>What a UMLS concept stands for.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Kind">How the concept bears on it.</param>
public readonly record struct MappedConcept(Finding Finding, MappedConceptKind Kind);

/// <summary>How a concept bears on a finding.</summary>
public enum MappedConceptKind
{
    /// <summary>The concept is the finding.</summary>
    Finding,

    /// <summary>The concept is wider than the finding ("edema" of any place): it counts where a tool found it, but its names are no terms of the finding.</summary>
    Wide,

    /// <summary>The concept is no label of its own and only rules "No Finding" out.</summary>
    Blocks,

    /// <summary>The concept says that nothing is wrong.</summary>
    Normal,
}

/// <summary>
/// Which UMLS concepts stand for which findings. The default maps to CheXpert's 14 (<c>Umls/Data/concepts.txt</c>); other concepts, also for findings
/// beyond the 14, are added by <c>With</c> or <see cref="Load"/>. Immutable.
/// </summary>
public sealed class ConceptMap
{
    private readonly Dictionary<string, MappedConcept> concepts;

    private ConceptMap(Dictionary<string, MappedConcept> concepts)
    {
        this.concepts = concepts;
        var labels = FindingSet.CheXpert.ToList();
        labels.AddRange(concepts.Values.Where(concept => concept.Kind is MappedConceptKind.Finding or MappedConceptKind.Wide).Select(concept => concept.Finding).Distinct().Where(finding => !FindingSet.CheXpert.Contains(finding)));
        Labels = labels.Count == FindingSet.CheXpert.Count ? FindingSet.CheXpert : new FindingSet(labels);
    }

    /// <summary>The built-in map.</summary>
    public static ConceptMap Default { get; } = Parse(DataLines.Resource("umls/concepts"), "umls/concepts");

    /// <summary>The labels: CheXpert's 14 in their order, then added findings.</summary>
    public FindingSet Labels { get; }

    /// <summary>The mapped concepts.</summary>
    public IReadOnlyDictionary<string, MappedConcept> Concepts => concepts;

    /// <summary>Looks a concept up.</summary>
    /// <param name="cui">Its identifier, e.g. C0018800.</param>
    /// <param name="concept">What it stands for.</param>
    public bool TryGet(string cui, [MaybeNullWhen(false)] out MappedConcept concept) => concepts.TryGetValue(cui, out concept);

    /// <summary>A copy with more concepts; a concept that is mapped already is mapped anew.</summary>
    /// <param name="finding">What the concepts stand for; may be a finding beyond the 14.</param>
    /// <param name="cuis">The concepts.</param>
    /// <exception cref="ArgumentException">One is not the letter C and seven digits.</exception>
    public ConceptMap With(Finding finding, params IEnumerable<string> cuis)
    {
        ArgumentNullException.ThrowIfNull(cuis);
        var copy = new Dictionary<string, MappedConcept>(concepts, StringComparer.Ordinal);
        foreach (string cui in cuis)
        {
            copy[cui] = Cui.IsWellFormed(cui)
                ? new MappedConcept(finding, MappedConceptKind.Finding)
                : throw new ArgumentException($"'{cui}' is no concept identifier; they look like C0018800.", nameof(cuis));
        }

        return new ConceptMap(copy);
    }

    /// <summary>A copy with the concepts that a lexicon names, so that its findings get their terms from the UMLS too.</summary>
    /// <param name="lexicon">The lexicon.</param>
    public ConceptMap With(Lexicon lexicon)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        var copy = new Dictionary<string, MappedConcept>(concepts, StringComparer.Ordinal);
        foreach (FindingLexicon part in lexicon.Findings.Where(part => part.Cui is not null))
        {
            copy.TryAdd(part.Cui!, new MappedConcept(part.Finding, part.OnlyBlocksNoFinding ? MappedConceptKind.Blocks : MappedConceptKind.Finding));
        }

        return new ConceptMap(copy);
    }

    /// <summary>Reads a map from a file. See <see cref="Parse"/> for its format.</summary>
    /// <param name="path">A text file of at most 16 MB.</param>
    /// <exception cref="InvalidInputException">The file is missing or malformed; the message names the line.</exception>
    public static ConceptMap Load(string path) => Parse(DataLines.ReadFile(path), path);

    /// <summary>
    /// Reads a map: under a heading <c>[Finding]</c>, optionally followed by <c>wide</c>, <c>blocks</c> or <c>normal</c>, one concept identifier a line. <c>//</c> begins a comment.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="InvalidInputException">A line is malformed, or a concept stands twice.</exception>
    public static ConceptMap Parse(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(source);
        var concepts = new Dictionary<string, MappedConcept>(StringComparer.Ordinal);
        MappedConcept? heading = null;
        foreach (DataLine line in DataLines.Of(text))
        {
            if (line.Text[0] == '[')
            {
                heading = ReadHeading(line, source);
            }
            else if (heading is not { } mapped)
            {
                throw InvalidInputException.At(source, $"line {line.Number}", "concepts stand before a heading.", "Begin with one such as [Cardiomegaly].");
            }
            else if (!Cui.IsWellFormed(line.Text) || !concepts.TryAdd(line.Text, mapped))
            {
                throw InvalidInputException.At(
                    source, $"line {line.Number}", Cui.IsWellFormed(line.Text) ? $"the concept {line.Text} stands twice." : $"'{line.Text}' is no concept identifier; they look like C0018800.");
            }
        }

        return new ConceptMap(concepts);
    }

    private static MappedConcept ReadHeading(DataLine line, string source)
    {
        int close = line.Text.IndexOf(']', StringComparison.Ordinal);
        MappedConceptKind? kind = close < 2 ? null : line.Text[(close + 1)..].Trim() switch
        {
            "" => MappedConceptKind.Finding,
            "wide" => MappedConceptKind.Wide,
            "blocks" => MappedConceptKind.Blocks,
            "normal" => MappedConceptKind.Normal,
            _ => null,
        };
        return kind is { } known && FindingName.Normalize(line.Text[1..close]).Length > 0
            ? new MappedConcept(new Finding(line.Text[1..close]), known)
            : throw InvalidInputException.At(source, $"line {line.Number}", $"'{line.Text}' is not understood.", "Expected '[Finding]', alone or followed by wide, blocks or normal.");
    }
}
