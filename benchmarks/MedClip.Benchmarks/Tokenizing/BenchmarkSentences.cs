using MedClip.Benchmarks.Labelling;
using MedClip.Models;

namespace MedClip.Benchmarks.Tokenizing;

/// <summary>Sentences of exactly 24 tokens, the two special ones included: words of the benchmark's reports in their order, cut where a tokenizer says so.</summary>
internal static class BenchmarkSentences
{
    /// <summary>Tokens of a sentence.</summary>
    public const int Tokens = 24;

    private const int Most = 20_000;

    /// <summary>The words of the reports, and where they come from; words with HTML entities or beyond ASCII are left out, since the naive implementations are not exact on them.</summary>
    public static (string[] Words, string Origin) Words()
    {
        (IReadOnlyList<Knowledge.ReportText> reports, string origin) = BenchmarkReports.Load();
        return ([.. reports.SelectMany(report => report.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(word => word.All(c => c < 128 && c != '&'))], origin);
    }

    /// <summary>Cuts words into sentences.</summary>
    /// <param name="words">Words in order.</param>
    /// <param name="count">How many tokens a text has.</param>
    public static string[] Of(string[] words, Func<string, int> count)
    {
        var sentences = new List<string>();
        for (int from = 0; from < words.Length && sentences.Count < Most;)
        {
            (int length, string sentence) = (0, "");
            while (from < words.Length && length < Tokens)
            {
                string longer = sentence.Length == 0 ? words[from] : $"{sentence} {words[from]}";
                length = count(longer);
                from++;
                if (length <= Tokens)
                {
                    sentence = longer;
                }
            }

            if (length == Tokens)
            {
                sentences.Add(sentence);
            }
        }

        return [.. sentences];
    }

    /// <summary>A vocabulary of the shared folder, else one built from the words.</summary>
    public static (Vocabulary Vocabulary, string Origin) VocabularyOf(string name, string[] words)
    {
        string shared = Environment.GetEnvironmentVariable("MEDCLIP_SHARED") is { Length: > 0 } set ? set : Path.Combine("..", "shared");
        string path = Path.Combine(shared, "data", "vocab", name);
        return File.Exists(path) ? (Vocabulary.Load(path), name) : (WordPieceTokenizer.Build(words.Chunk(20).Select(part => string.Join(' ', part))).Vocabulary, "built from the words");
    }
}
