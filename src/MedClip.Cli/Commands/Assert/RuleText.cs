using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>A rule in one line: category, direction and phrase, as its file has them.</summary>
internal static class RuleText
{
    public static string Of(AssertionRule rule) =>
        $"{(rule.Category is { } category ? $"{category.ToString().ToLowerInvariant()} " : "")}{rule.Direction.ToString().ToLowerInvariant()}: {rule.Pattern}";
}
