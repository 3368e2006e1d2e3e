namespace MedClip.Knowledge;

/// <summary>
/// Finds the ends of sentences in clinical prose: full stops that are not part of abbreviations or decimals, also without
/// a space behind or missing before a capital that begins a sentence ("is normal There is"); question marks; empty lines; list numbers ("1.", "2)"), also in running text; bullets; and lines that end
/// without a full stop. A plain line wrap ends nothing.
/// </summary>
public sealed class SentenceSplitter
{
    private const int ShortLine = 48;
    private const int LongestSentence = 250; // tokens; a text without full stops must not cost quadratic time
    private static readonly string[] Abbreviations = ["dr", "mr", "mrs", "ms", "prof", "st", "vs", "approx", "resp", "e", "i", "eg", "ie", "no", "fig", "cf"];
    private static readonly string[] NumberedThings = ["rib", "lead", "level", "stage", "grade", "type", "view", "image", "series", "of", "and", "to", "through", "number", "approximately"];

    private static readonly string[] Openers = ["no", "there", "the", "heart", "lung", "negative"];
    private static readonly string[] Connectives = ["and", "or", "of", "the", "with", "for", "to", "in", "a", "an", "no", "is", "are", "without", "at", "by", "from"];

    private readonly HashSet<int> abbreviations;
    private readonly HashSet<int> openers;
    private readonly HashSet<int> connectives;
    private readonly HashSet<int> numberedThings;
    private readonly int negative;

    /// <summary>Creates a splitter.</summary>
    /// <param name="vocabulary">The vocabulary of the tokenizer; the splitter adds its words.</param>
    public SentenceSplitter(Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        abbreviations = [.. Abbreviations.Select(vocabulary.Add)];
        numberedThings = [.. NumberedThings.Select(vocabulary.Add)];
        openers = [.. Openers.Select(vocabulary.Add)];
        connectives = [.. Connectives.Select(vocabulary.Add)];
        negative = vocabulary.Add("no");
    }

    internal void Split(TokenizedText text, int from, List<SentenceTokens> sentences)
    {
        ReadOnlySpan<Token> tokens = text.Tokens;
        int first = from, listNumber = 0;
        for (int i = from; i < tokens.Length; i++)
        {
            if (MarkerLength(text, i, listNumber, isStart: i == first) is var marker and > 0)
            {
                Close(tokens, first, i, sentences);
                listNumber = int.TryParse(text.CharactersOf(i), out int number) ? number : listNumber;
                i += marker - 1;
                first = i + 1;
            }
            else if (i > first && (BreaksBefore(tokens, i) || LacksStopBefore(tokens, i)))
            {
                Close(tokens, first, i, sentences);
                first = i--;
            }
            else if (EndsAt(text, i) || i - first >= LongestSentence)
            {
                Close(tokens, first, i + 1, sentences);
                first = i + 1;
            }
        }

        Close(tokens, first, tokens.Length, sentences);
    }

    private static void Close(ReadOnlySpan<Token> tokens, int first, int end, List<SentenceTokens> sentences)
    {
        for (int i = first; i < end; i++)
        {
            if (tokens[i].IsWord)
            {
                sentences.Add(new SentenceTokens(first, end));
                return;
            }
        }
    }

    /// <summary>Whether a line break before a token ends a sentence.</summary>
    private static bool BreaksBefore(ReadOnlySpan<Token> tokens, int i)
    {
        Token token = tokens[i];
        if (!token.Has(TokenTraits.LineBefore | TokenTraits.BlankLineBefore))
        {
            return false;
        }

        if (token.Has(TokenTraits.BlankLineBefore) || token.Id == Vocabulary.Dash)
        {
            return true;
        }

        int line = i - 1;
        while (line > 0 && !tokens[line].Has(TokenTraits.LineBefore | TokenTraits.BlankLineBefore))
        {
            line--;
        }

        bool continues = tokens[i - 1].Id is Vocabulary.Comma or Vocabulary.Slash or Vocabulary.Dash;
        return token.Has(TokenTraits.Capital) && !continues && tokens[i - 1].End - tokens[line].Start < ShortLine;
    }

    /// <summary>Whether a full stop is missing before a token: a capital opener after a word in small letters that calls for nothing more.</summary>
    private bool LacksStopBefore(ReadOnlySpan<Token> tokens, int i)
    {
        if (!tokens[i].Has(TokenTraits.Capital) || !openers.Contains(tokens[i].Id))
        {
            return false;
        }

        Token before = tokens[i - 1];
        bool goesOn = i + 1 < tokens.Length && tokens[i + 1].IsWord && !tokens[i + 1].Has(TokenTraits.Capital);
        return goesOn && before.IsWord && before.Length > 1 && !before.Has(TokenTraits.Capital) && before.Id != Vocabulary.Number && !connectives.Contains(before.Id);
    }

    private bool EndsAt(TokenizedText text, int i)
    {
        ReadOnlySpan<Token> tokens = text.Tokens;
        Token token = tokens[i];
        if (token.Id is not (Vocabulary.Period or Vocabulary.Question))
        {
            return false;
        }

        if (i + 1 == tokens.Length)
        {
            return true;
        }

        Token next = tokens[i + 1];
        if (next.Id is Vocabulary.Period or Vocabulary.Question or Vocabulary.Close or Vocabulary.Comma && !next.Has(TokenTraits.SpaceBefore))
        {
            return false;
        }

        if (token.Id == Vocabulary.Question)
        {
            return next.Has(TokenTraits.SpaceBefore) && !token.Has(TokenTraits.SpaceBefore);
        }

        bool glued = !next.Has(TokenTraits.SpaceBefore);
        if (i > 0 && !token.Has(TokenTraits.SpaceBefore) && IsAbbreviation(tokens[i - 1], next))
        {
            return false;
        }

        if (!glued)
        {
            return true;
        }

        // "effusion.Heart", also in a text of small letters; not "e.g" or "p.o".
        bool words = i > 0 && tokens[i - 1].IsWord && next.IsWord && next.Id != Vocabulary.Number && tokens[i - 1].Length > 2 && next.Length > 1;
        return next.Has(TokenTraits.Capital) ? i == 0 || tokens[i - 1].Length > 1 : words;
    }

    private bool IsAbbreviation(Token word, Token next)
    {
        bool named = abbreviations.Contains(word.Id) && (word.Id != negative || next.Id == Vocabulary.Number);
        return named || (word.Length == 1 && word.IsWord && word.Id != Vocabulary.Number && !next.Has(TokenTraits.Capital));
    }

    /// <summary>How many tokens a list marker takes at a place: "2." or "2)" or a bullet; 0 when there is none.</summary>
    private int MarkerLength(TokenizedText text, int i, int listNumber, bool isStart)
    {
        ReadOnlySpan<Token> tokens = text.Tokens;
        Token token = tokens[i];
        if (isStart && token.Id is Vocabulary.Dash or Vocabulary.Period or Vocabulary.Comma or Vocabulary.Colon or Vocabulary.Semicolon)
        {
            return 1;
        }

        if (token.Id != Vocabulary.Number || token.Length > 2 || i + 1 >= tokens.Length || tokens[i + 1].Id is not (Vocabulary.Period or Vocabulary.Close)
            || tokens[i + 1].Has(TokenTraits.SpaceBefore))
        {
            return 0;
        }

        if (isStart || token.Has(TokenTraits.LineBefore))
        {
            return 2;
        }

        // In running text a marker continues the count, stands after a space and before a capital, and counts nothing itself.
        bool capital = i + 2 < tokens.Length && tokens[i + 2].Has(TokenTraits.Capital);
        bool follows = int.TryParse(text.CharactersOf(i), out int number) && number == listNumber + 1;
        return follows && capital && token.Has(TokenTraits.SpaceBefore) && !numberedThings.Contains(tokens[i - 1].Id) ? 2 : 0;
    }
}
