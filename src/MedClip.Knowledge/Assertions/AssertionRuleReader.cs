using System.Globalization;

namespace MedClip.Knowledge;

/// <summary>Reads the text form of assertion rules.</summary>
internal static class AssertionRuleReader
{
    public static IEnumerable<AssertionRule> Read(string text, string source)
    {
        AssertionRule? heading = null;
        var rules = new List<AssertionRule>();
        foreach (DataLine line in DataLines.Of(text))
        {
            if (line.Text.StartsWith('[') && line.Text.IndexOf(']', StringComparison.Ordinal) == line.Text.Length - 1 && ReadHeading(line.Text[1..^1]) is { } next)
            {
                heading = next;
                continue;
            }

            if (heading is null)
            {
                throw Bad(line, "rules stand before a heading.", "Begin with one such as [negated forward] or [terminate].");
            }

            string[] sides = line.Text.Split(" | ");
            rules.Add(sides.Skip(1).Aggregate(heading with { Pattern = Checked(sides[0].Trim(), line) }, (rule, option) => WithOption(rule, option.Trim(), line)));
        }

        return rules;

        string Checked(string pattern, DataLine line)
        {
            try
            {
                PhrasePattern.Expand(pattern);
                return pattern;
            }
            catch (FormatException e)
            {
                throw InvalidInputException.At(source, $"line {line.Number}", $"'{pattern}': {e.Message}", innerException: e);
            }
        }

        AssertionRule WithOption(AssertionRule rule, string option, DataLine line)
        {
            string[] parts = option.Split('=', 2);
            double number = parts.Length == 2 && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) ? parsed : double.NaN;
            return parts[0] switch
            {
                "certainty" when number is >= 0 and <= 1 => rule with { Certainty = number },
                "reach" when number is >= 0 and <= 1000 => rule with { Reach = (int)number },
                "end" when number is 0 or 1 => rule with { AtEnd = number == 1 },
                "commas" when number is 0 or 1 => rule with { CrossesCommas = number == 1 },
                _ => throw Bad(line, $"the option '{option}' is not understood.", "Known are certainty=0…1, reach=0…1000, commas=1 and end=1."),
            };
        }

        InvalidInputException Bad(DataLine line, string problem, string remedy) => InvalidInputException.At(source, $"line {line.Number}", problem, remedy);
    }

    private static AssertionRule? ReadHeading(string heading)
    {
        string[] words = heading.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        AssertionCategory? category = words.Length == 2 && Enum.TryParse(words[0], ignoreCase: true, out AssertionCategory named) ? named : null;
        bool wellFormed = words.Length == 1 || (words.Length == 2 && category is not null);
        if (!wellFormed || !Enum.TryParse(words[^1], ignoreCase: true, out AssertionDirection direction))
        {
            return null;
        }

        bool needsCategory = direction is not (AssertionDirection.Terminate or AssertionDirection.Pseudo);
        return needsCategory && category is null ? null : new AssertionRule("", category, direction);
    }
}
