namespace MedClip.Models;

/// <summary>Takes tokens as they are found.</summary>
internal interface ITokenSink
{
    /// <summary>Takes a token; false when no more are wanted.</summary>
    bool Add(int id, int start, int end);
}

/// <summary>Keeps ids until a span is full.</summary>
internal ref struct IdSink(Span<int> ids) : ITokenSink
{
    private readonly Span<int> ids = ids;

    public int Count { get; private set; }

    public bool Add(int id, int start, int end)
    {
        if (Count == ids.Length)
        {
            return false;
        }

        ids[Count++] = id;
        return true;
    }
}

/// <summary>Keeps tokens with their places.</summary>
internal readonly struct ListSink(List<TextToken> tokens) : ITokenSink
{
    public List<TextToken> Tokens { get; } = tokens;

    public bool Add(int id, int start, int end)
    {
        Tokens.Add(new TextToken(id, start, end));
        return true;
    }
}
