using System.Globalization;

namespace MedClip.Knowledge;

/// <summary>Reads the text form of a finding's lexicon.</summary>
internal static class LexiconReader
{
    public static FindingLexicon Read(string text, string source)
    {
        Finding? finding = null;
        string? cui = null;
        bool onlyBlocks = false;
        TermRole? role = null;
        var terms = new List<LexiconTerm>();
        foreach (DataLine line in DataLines.Of(text))
        {
            if (line.Text.StartsWith('['))
            {
                if (line.Text.IndexOf(']', StringComparison.Ordinal) is var close && close == line.Text.Length - 1 && RoleOf(line.Text[1..^1]) is { } named)
                {
                    role = named;
                    continue;
                }
            }

            if (role is null)
            {
                ReadHead(line);
            }
            else
            {
                terms.Add(ReadTerm(line, finding ?? throw Bad(line, "terms stand before the line 'finding: …'.", "Put that line first.")));
            }
        }

        return new FindingLexicon(
            finding ?? throw InvalidInputException.At(source, null, "no line says 'finding: …'."), cui, terms) { OnlyBlocksNoFinding = onlyBlocks };

        void ReadHead(DataLine line)
        {
            int colon = line.Text.IndexOf(':', StringComparison.Ordinal);
            string key = colon < 0 ? line.Text : line.Text[..colon].Trim().ToLowerInvariant();
            string value = colon < 0 ? "" : line.Text[(colon + 1)..].Trim();
            switch (key)
            {
                case "finding" when FindingName.Normalize(value).Length > 0:
                    finding = new Finding(value);
                    break;
                case "cui" when IsCui(value):
                    cui = value;
                    break;
                case "only" when value == "blocks":
                    onlyBlocks = true;
                    break;
                default:
                    throw Bad(line, $"'{line.Text}' is not understood.", "Expected 'finding: Name', 'cui: C0000000', 'only: blocks' or a heading such as [terms].");
            }
        }

        LexiconTerm ReadTerm(DataLine line, Finding of)
        {
            string[] sides = line.Text.Split(" | ");
            string pattern = sides[0].Trim();
            try
            {
                PhrasePattern.Expand(pattern);
            }
            catch (FormatException e)
            {
                throw InvalidInputException.At(source, $"line {line.Number}", $"'{pattern}': {e.Message}", innerException: e);
            }

            var term = new LexiconTerm(of, pattern, cui, role!.Value);
            foreach (string value in sides.Skip(1).Select(side => side.Trim()))
            {
                term = IsCui(value) ? term with { Cui = value }
                    : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double certainty) && certainty is >= 0 and <= 1
                        ? term with { Certainty = certainty }
                        : throw Bad(line, $"'{value}' is neither a CUI nor a certainty from 0 to 1.", null);
            }

            return term;
        }

        InvalidInputException Bad(DataLine line, string problem, string? remedy) => InvalidInputException.At(source, $"line {line.Number}", problem, remedy);
    }

    private static TermRole? RoleOf(string heading) => heading.Trim().ToLowerInvariant() switch
    {
        "terms" => TermRole.Mention,
        "normal" => TermRole.Normal,
        "implied" => TermRole.Implied,
        "broader" => TermRole.Broader,
        "uncertain" => TermRole.Uncertain,
        "unmention" => TermRole.Unmention,
        _ => null,
    };

    private static bool IsCui(string value) => value.Length == 8 && value[0] == 'C' && value.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
