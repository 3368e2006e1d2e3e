namespace MedClip.Knowledge;

/// <summary>
/// The trigger phrases, as data. Immutable; <see cref="With"/> gives a longer copy. The default rules stand in <c>Assertions/Data/</c>.
/// </summary>
/// <param name="rules">The rules, in any order.</param>
public sealed class AssertionRules(IEnumerable<AssertionRule> rules)
{
    /// <summary>The built-in rules.</summary>
    public static AssertionRules Default { get; } = new(
        DataLines.ResourcesUnder("assertions/").SelectMany(name => AssertionRuleReader.Read(DataLines.Resource(name), name)));

    /// <summary>The rules.</summary>
    public IReadOnlyList<AssertionRule> Rules { get; } = [.. rules];

    /// <summary>A copy with further rules.</summary>
    /// <param name="further">The rules to add.</param>
    public AssertionRules With(params IEnumerable<AssertionRule> further) => new([.. Rules, .. further]);

    /// <summary>Reads rules from a file. See <see cref="Parse"/> for its format.</summary>
    /// <param name="path">A text file of at most 16 MB.</param>
    /// <exception cref="InvalidInputException">The file is missing or malformed; the message names the line.</exception>
    public static AssertionRules Load(string path) => Parse(DataLines.ReadFile(path), path);

    /// <summary>
    /// Reads rules: under a heading <c>[category direction]</c> (e.g. <c>[negated forward]</c>, <c>[terminate]</c>) one phrase a line, with optional
    /// <c>| certainty=0.8</c>, <c>| reach=6</c>, <c>| commas=1</c> and <c>| end=1</c>. <c>//</c> begins a comment.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="source">What errors call it, e.g. the path.</param>
    /// <exception cref="InvalidInputException">A line is malformed.</exception>
    public static AssertionRules Parse(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(source);
        return new AssertionRules(AssertionRuleReader.Read(text, source));
    }
}
