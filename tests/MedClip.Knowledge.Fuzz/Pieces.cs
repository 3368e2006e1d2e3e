using System.Text;

namespace MedClip.Knowledge.Fuzz;

/// <summary>What inputs are made of.</summary>
internal static class Pieces
{
    private static readonly string[] Words =
    [
        "no", "effusion", "pleural", "heart", "is", "enlarged", "not", "size", "normal", "pneumonia", "may", "represent", ",", ".", ";", "or", "and", "(", ")", "/", "?", "[", "]",
        "cannot be excluded", "lungs are clear", "XXXX", "___", "1.", "2)", "\n", "\n\n", "\r\n", "FINDINGS:", "Impression:", "FINDINGS\n", "\nIMPRESSION\n", "COMPARISON:", "but", "3.5 cm", "history of", "- ",
        "évaluation", "\ud800", "\udc00", "😀", "\0", "\u2028", "\ufeff", "e\u0301", "İ", "ß", "ﬁ", "Ω", "atelectasis", "versus", "calcified", "nodule", "without", "edema", "if", ":", "..", "air-space",
        "consolidtion", "pneumothorax", "no evidence of", "resolved", "rather than", "rule out", "\t", "\"", "'", "|", "~", "#", "&", "<", ">", "a", "s", "x-ray", "No.", "Dr.", "10:30", "line", "tube",
        "left lower lobe opacity", "degenerative changes", "is within normal limits", "upper limit of normal", "family history of",
    ];

    private static readonly string[] Sentences =
    [
        "The heart is mildly enlarged.", "No pleural effusion, pneumothorax or focal consolidation.", "Small left pleural effusion with adjacent atelectasis; pneumonia cannot be excluded.",
        "The lungs are clear without evidence of edema.", "FINDINGS: Endotracheal tube ends 3.2 cm above the carina.", "IMPRESSION: 1. Probable edema. 2. No acute fracture.", "Heart size at the upper limits of normal.",
    ];

    public static string Report(SplitMix64 random) => random.Next(8) switch
    {
        0 => Repeated(random),
        1 => Nested(random),
        2 => Unicode(random, random.Next(400)),
        3 => Mutated(Prose(random), random),
        _ => Mixed(random, random.Next(random.Next(20) == 0 ? 1500 : 60)),
    };

    public static string Mixed(SplitMix64 random, int count)
    {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.Append(Words[random.Next(Words.Length)]).Append(random.Next(5) == 0 ? "" : " ");
        }

        return text.ToString();
    }

    public static string Huge(SplitMix64 random, int length)
    {
        string piece = random.Next(3) == 0 ? Words[random.Next(Words.Length)] : Mixed(random, 1 + random.Next(200));
        piece = piece.Replace('\n', ' ').Replace('\r', ' ') + (random.Next(4) == 0 ? "" : " ");
        return string.Concat(Enumerable.Repeat(piece, length / piece.Length));
    }

    /// <summary>A text with some characters changed, removed, doubled or put elsewhere.</summary>
    public static string Mutated(string text, SplitMix64 random)
    {
        var changed = new StringBuilder(text);
        for (int i = 1 + random.Next(8); i > 0 && changed.Length > 0; i--)
        {
            int at = random.Next(changed.Length), length = Math.Min(changed.Length - at, 1 + random.Next(12));
            switch (random.Next(5))
            {
                case 0:
                    changed[at] = (char)random.Next(random.Next(2) == 0 ? 128 : 65536);
                    break;
                case 1:
                    changed.Remove(at, length);
                    break;
                case 2:
                    changed.Insert(at, changed.ToString(at, length));
                    break;
                case 3:
                    changed.Insert(at, Words[random.Next(Words.Length)]);
                    break;
                default:
                    string cut = changed.ToString(at, length);
                    changed.Remove(at, length).Insert(random.Next(changed.Length + 1), cut);
                    break;
            }
        }

        return changed.ToString();
    }

    private static string Prose(SplitMix64 random) => string.Join(' ', Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Sentences[random.Next(Sentences.Length)]));

    private static string Repeated(SplitMix64 random)
    {
        string piece = Mixed(random, 1 + random.Next(3));
        int length = random.Next(4) == 0 ? 10_000 : 500;
        return string.Concat(Enumerable.Repeat(piece, length / Math.Max(1, piece.Length)));
    }

    private static string Nested(SplitMix64 random)
    {
        int depth = random.Next(random.Next(10) == 0 ? 4000 : 100);
        (char open, char close) = random.Next(2) == 0 ? ('(', ')') : ('[', ']');
        return new string(open, depth) + Mixed(random, 5) + new string(close, random.Next(depth + 1)) + Mixed(random, 5);
    }

    private static string Unicode(SplitMix64 random, int length) => string.Create(length, random, static (span, random) =>
    {
        foreach (ref char c in span)
        {
            c = (char)random.Next(random.Next(3) == 0 ? 65536 : 0x250);
        }
    });
}
