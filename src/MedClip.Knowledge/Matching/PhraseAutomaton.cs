namespace MedClip.Knowledge;

/// <summary>
/// All phrases as one trie over word numbers, walked from each token: a node's steps stand together in the order of their words, most tokens
/// cost one look into an array. A gap is an edge that passes over other words, up to the next fitting one.
/// </summary>
internal sealed class PhraseAutomaton
{
    private readonly Vocabulary vocabulary;
    private readonly List<Node> nodes = [new Node()];
    private readonly List<List<int>> payloads = [[]];
    private readonly HashSet<string> gapStops;
    private int[] rootChildren = [];
    private bool[] stopsGap = [];
    private int[] edgeWords = [];
    private int[] edgeTargets = [];
    private int[] payloadStarts = [];
    private int[] frozenPayloads = [];
    private readonly Dictionary<long, int> edges = [];

    private struct Node
    {
        public int FirstGap; // the node behind this one's first gap, or 0
        public int NextGap; // of a node behind a gap: its sibling behind another kind of gap
        public int GapLength; // of a node behind a gap
        public bool GapCrossesCommas;
        public int FirstEdge;
        public int EdgeCount;
        public bool IsEnd;
    }

    /// <summary>Creates an automaton without phrases.</summary>
    /// <param name="vocabulary">Gives words their numbers; shared with the tokenizer.</param>
    /// <param name="gapStops">Words that no gap passes over.</param>
    public PhraseAutomaton(Vocabulary vocabulary, IEnumerable<string> gapStops)
    {
        this.vocabulary = vocabulary;
        this.gapStops = [.. gapStops];
    }

    /// <summary>Adds a phrase that stands for something.</summary>
    public void Add(ReadOnlySpan<PhraseElement> phrase, int payload)
    {
        int node = 0;
        foreach (PhraseElement element in phrase)
        {
            node = element.Word is { } word ? Step(node, vocabulary.Add(word)) : StepGap(node, element);
        }

        nodes[node] = nodes[node] with { IsEnd = true };
        if (!payloads[node].Contains(payload))
        {
            payloads[node].Add(payload);
        }
    }

    /// <summary>Makes the automaton ready; call it when all users of the vocabulary have added their words.</summary>
    public void Freeze()
    {
        int[] stops = [.. gapStops.Select(vocabulary.Add)];
        stopsGap = new bool[vocabulary.Count];
        foreach (int id in stops)
        {
            stopsGap[id] = true;
        }

        foreach (int id in (int[])[Vocabulary.Period, Vocabulary.Semicolon, Vocabulary.Colon, Vocabulary.Question, Vocabulary.Open, Vocabulary.Close])
        {
            stopsGap[id] = true;
        }

        rootChildren = new int[vocabulary.Count];
        long[] keys = [.. edges.Keys.Order()];
        (edgeWords, edgeTargets) = (new int[keys.Length], new int[keys.Length]);
        Span<Node> states = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(nodes);
        for (int i = 0; i < keys.Length; i++)
        {
            (int node, int word) = ((int)(keys[i] >> 32), (int)keys[i]);
            (edgeWords[i], edgeTargets[i]) = (word, edges[keys[i]]);
            if (node == 0)
            {
                rootChildren[word] = edgeTargets[i];
            }
            else if (states[node].EdgeCount++ == 0)
            {
                states[node].FirstEdge = i;
            }
        }

        payloadStarts = new int[nodes.Count + 1];
        for (int node = 0; node < nodes.Count; node++)
        {
            payloadStarts[node + 1] = payloadStarts[node] + payloads[node].Count;
        }

        frozenPayloads = [.. payloads.SelectMany(list => list)];
        payloads.Clear();
        edges.Clear();
    }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => nodes.Count;

    /// <summary>What the phrases that end in a node stand for.</summary>
    public ReadOnlySpan<int> PayloadsOf(int node) => frozenPayloads.AsSpan(payloadStarts[node], payloadStarts[node + 1] - payloadStarts[node]);

    /// <summary>Finds every phrase in a range of tokens, in the order of their first tokens.</summary>
    public void Find(ReadOnlySpan<Token> tokens, int first, int end, List<PhraseMatch> found)
    {
        Span<Node> states = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(nodes);
        for (int i = first; i < end; i++)
        {
            int id = tokens[i].Id;
            if (id != Vocabulary.Unknown && rootChildren[id] is var child and not 0)
            {
                Walk(states, tokens[..Math.Min(end, i + 64)], i, i + 1, child, 1, found);
            }
        }
    }

    private bool Walk(Span<Node> states, ReadOnlySpan<Token> tokens, int first, int next, int node, ulong words, List<PhraseMatch> found)
    {
        ref Node state = ref states[node];
        bool reached = state.IsEnd;
        if (reached)
        {
            found.Add(new PhraseMatch(first, next, words, node));
        }

        if (next == tokens.Length)
        {
            return reached;
        }

        if (state.EdgeCount > 0 && Child(state, tokens[next].Id) is var child and not 0)
        {
            reached |= Walk(states, tokens, first, next + 1, child, words | (1UL << (next - first)), found);
        }

        for (int gap = state.FirstGap; gap != 0; gap = states[gap].NextGap)
        {
            reached |= WalkGap(states, tokens, first, next, gap, words, found);
        }

        return reached;
    }

    private bool WalkGap(Span<Node> states, ReadOnlySpan<Token> tokens, int first, int next, int gap, ulong words, List<PhraseMatch> found)
    {
        ref Node state = ref states[gap];
        int room = state.GapLength; // for words; the marks that a wide gap crosses take none
        for (int at = next; at < tokens.Length; at++)
        {
            int id = tokens[at].Id;
            if (Child(state, id) is var target and not 0 && Walk(states, tokens, first, at + 1, target, words | (1UL << (at - first)), found))
            {
                return true;
            }

            bool headed = at == next && id == Vocabulary.Colon; // "HEART: enlarged"
            bool mark = id is Vocabulary.Comma or Vocabulary.Dash or Vocabulary.Open or Vocabulary.Close;
            if (mark ? !state.GapCrossesCommas : stopsGap[id] && !headed)
            {
                return false;
            }

            room -= mark || headed ? 0 : 1;
            if (room < 0)
            {
                return false;
            }
        }

        return false;
    }

    private int Child(in Node node, int id)
    {
        ReadOnlySpan<int> words = edgeWords.AsSpan(node.FirstEdge, node.EdgeCount);
        if (words.Length > 16)
        {
            int at = words.BinarySearch(id);
            return at >= 0 && id != Vocabulary.Unknown ? edgeTargets[node.FirstEdge + at] : 0;
        }

        // Most nodes have one or two edges.
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i] >= id)
            {
                return words[i] == id && id != Vocabulary.Unknown ? edgeTargets[node.FirstEdge + i] : 0;
            }
        }

        return 0;
    }

    private int Step(int node, int id)
    {
        long key = ((long)node << 32) | (uint)id;
        if (!edges.TryGetValue(key, out int child))
        {
            child = NewNode();
            edges.Add(key, child);
        }

        return child;
    }

    private int StepGap(int node, PhraseElement gap)
    {
        for (int known = nodes[node].FirstGap; known != 0; known = nodes[known].NextGap)
        {
            if (nodes[known].GapLength == gap.Gap && nodes[known].GapCrossesCommas == gap.CrossesCommas)
            {
                return known;
            }
        }

        int target = NewNode();
        nodes[target] = new Node { GapLength = gap.Gap, GapCrossesCommas = gap.CrossesCommas, NextGap = nodes[node].FirstGap };
        nodes[node] = nodes[node] with { FirstGap = target };
        return target;
    }

    private int NewNode()
    {
        nodes.Add(new Node());
        payloads.Add([]);
        return nodes.Count - 1;
    }
}
