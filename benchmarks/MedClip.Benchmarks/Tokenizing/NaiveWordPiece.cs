using System.Globalization;
using System.Text;
using MedClip.Models;

namespace MedClip.Benchmarks.Tokenizing;

/// <summary>What a first attempt looks like, as a yardstick: strings, <c>Substring</c> and a dictionary; exact on plain sentences only.</summary>
internal sealed class NaiveWordPiece(Vocabulary vocabulary, bool lowerCase)
{
    private readonly Dictionary<string, int> ids = vocabulary.Tokens.Select((token, id) => (token, id)).ToDictionary(pair => pair.token, pair => pair.id);

    public List<int> Encode(string text)
    {
        var result = new List<int> { ids["[CLS]"] };
        foreach (string word in Words(lowerCase ? Plain(text) : text))
        {
            result.AddRange(Pieces(word));
        }

        result.Add(ids["[SEP]"]);
        return result;
    }

    private static string Plain(string text)
    {
        var result = new StringBuilder();
        foreach (char c in text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        {
            result.Append(char.ToLowerInvariant(c));
        }

        return result.ToString();
    }

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (char c in text)
        {
            bool mark = char.IsPunctuation(c) || char.IsSymbol(c);
            if ((mark || char.IsWhiteSpace(c)) && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }

            if (mark)
            {
                yield return c.ToString();
            }
            else if (!char.IsWhiteSpace(c))
            {
                word.Append(c);
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private List<int> Pieces(string word)
    {
        var pieces = new List<int>();
        for (int from = 0; from < word.Length;)
        {
            string prefix = from > 0 ? "##" : "";
            int to = word.Length;
            int id = -1;
            for (; to > from; to--)
            {
                string rest = word.Substring(from, to - from);
                if (ids.TryGetValue($"{prefix}{rest}", out id))
                {
                    break;
                }
            }

            if (to == from)
            {
                return [ids["[UNK]"]];
            }

            pieces.Add(id);
            from = to;
        }

        return pieces;
    }
}
