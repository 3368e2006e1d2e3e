using System.Text;
using System.Text.RegularExpressions;
using MedClip.Models;

namespace MedClip.Benchmarks.Tokenizing;

/// <summary>OpenAI's own steps with strings: a regular expression, pieces as strings, ranks by pair, and its cache of words.</summary>
internal sealed class NaiveClip
{
    private readonly Dictionary<(string, string), int> ranks = [];
    private readonly Dictionary<string, int> ids = [];
    private readonly Dictionary<string, string[]> cache = [];
    private readonly Regex words = new(@"'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+", RegexOptions.Compiled | RegexOptions.IgnoreCase);

    public NaiveClip(ClipTokenizer vocabulary)
    {
        for (int id = 0; id < vocabulary.VocabularySize; id++)
        {
            ids.TryAdd(vocabulary.TokenOf(id), id);
        }

        for (int rank = 0; rank < ClipMerges.Published.Lines.Count; rank++)
        {
            string[] pair = ClipMerges.Published.Lines[rank].Split(' ');
            ranks.TryAdd((pair[0], pair[1]), rank);
        }
    }

    public List<int> Encode(string text)
    {
        var result = new List<int> { ids["<start_of_text>"] };
        string clean = Regex.Replace(text, @"\s+", " ").Trim().ToLowerInvariant();
        foreach (Match match in words.Matches(clean))
        {
            // Plain sentences are ASCII, so that a byte is its own letter.
            result.AddRange(Pieces(Encoding.ASCII.GetString(Encoding.UTF8.GetBytes(match.Value))).Select(piece => ids.GetValueOrDefault(piece)));
        }

        result.Add(ids["<end_of_text>"]);
        return result;
    }

    private string[] Pieces(string word)
    {
        if (cache.TryGetValue(word, out string[]? known))
        {
            return known;
        }

        List<string> pieces = [.. word.Select(c => c.ToString())];
        pieces[^1] += "</w>";
        while (pieces.Count > 1)
        {
            int best = Enumerable.Range(0, pieces.Count - 1).MinBy(i => ranks.GetValueOrDefault((pieces[i], pieces[i + 1]), int.MaxValue));
            if (!ranks.ContainsKey((pieces[best], pieces[best + 1])))
            {
                break;
            }

            pieces[best] += pieces[best + 1];
            pieces.RemoveAt(best + 1);
        }

        return cache[word] = [.. pieces];
    }
}
