namespace MedClip.Data;

/// <summary>Draws of sentences that look at the films of the batch: the released code's sampling, and hard sentences.</summary>
internal sealed class PairedDraws
{
    private readonly LabelMask[] films;
    private readonly LabelMatcher matcher;
    private readonly ulong[] masks;
    private readonly IReadOnlyList<int[]>? own;
    private readonly int sentences;

    public PairedDraws(IReadOnlyList<FindingLabels> imageLabels, IReadOnlyList<FindingLabels> sentenceLabels, IReadOnlyList<int[]>? ownSentences)
    {
        if (ownSentences is not null && ownSentences.Count != imageLabels.Count)
        {
            throw new InvalidInputException($"There are {imageLabels.Count} films but own sentences of {ownSentences.Count}.");
        }

        films = [.. imageLabels.Select(LabelMask.Of)];
        masks = [.. sentenceLabels.Select(labels => LabelMask.Of(labels).Bits)];
        matcher = new LabelMatcher(sentenceLabels);
        own = ownSentences;
        sentences = sentenceLabels.Count;
    }

    /// <summary>For each film one of its own sentences, else one that matches its labels, else any.</summary>
    public int[] Reference(int[] batch, SplitMix64 random)
    {
        var drawn = new int[batch.Length];
        for (int i = 0; i < drawn.Length; i++)
        {
            int[] mine = own?[batch[i]] ?? [];
            drawn[i] = mine.Length > 0 ? mine[random.Next(mine.Length)]
                : matcher.Draw(films[batch[i]], random) is >= 0 and var matching ? matching : random.Next(sentences);
        }

        return drawn;
    }

    /// <summary>Replaces a share of sentences by such as share a finding with a film of the batch but differ from it.</summary>
    public void MakeHard(int[] drawn, int[] batch, double share, SplitMix64 random)
    {
        const int Tries = 8;
        int count = (int)Math.Round(drawn.Length * share);
        for (int i = 0; i < count; i++)
        {
            LabelMask film = films[batch[random.Next(batch.Length)]];
            for (int attempt = 0; attempt < Tries; attempt++)
            {
                if (matcher.Draw(film, random) is >= 0 and var place && masks[place] != film.Bits)
                {
                    drawn[i] = place;
                    break;
                }
            }
        }
    }
}
