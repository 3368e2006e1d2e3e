using System.Text;

namespace MedClip.Data;

/// <summary>
/// Writes synthetic report texts about no film in particular: present, absent and doubtful findings, in synonyms. A report depends
/// on the seed and its number only. Thread-safe.
/// </summary>
/// <param name="seed">The seed; equal seeds give equal reports.</param>
public sealed class PhantomReportGenerator(SeedSequence seed)
{
    private const double DoubtShare = 0.06;
    private readonly SeedSequence seed = seed.For("phantom reports");

    /// <summary>Writes a report.</summary>
    /// <param name="index">Its number, at least 0.</param>
    public PhantomReport Write(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        SplitMix64 random = seed.At(index).ToRandom();
        FindingLabels drawn = PhantomFindings.Draw(random);
        var said = new LabelValue[drawn.Findings.Count];
        said.AsSpan().Fill(LabelValue.NotMentioned);
        var sentences = new List<string>();
        foreach ((Finding finding, PhantomPhrases phrases) in PhantomPhrases.Of)
        {
            LabelValue value = random.NextDouble() < DoubtShare ? LabelValue.Uncertain : drawn[finding];
            if (value == LabelValue.Negative && random.NextDouble() < 0.55)
            {
                continue;
            }

            sentences.Add(PhantomSentence.Say(phrases, value, random));
            said[drawn.Findings.IndexOf(finding)] = value;
        }

        random.Shuffle<string>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sentences));
        bool healthy = drawn[Finding.NoFinding] == LabelValue.Positive && !said.Contains(LabelValue.Uncertain);
        if (healthy)
        {
            said[drawn.Findings.IndexOf(Finding.NoFinding)] = LabelValue.Positive;
        }

        var labels = new FindingLabels(drawn.Findings, said);
        return new PhantomReport($"R{index:D5}", Compose(sentences, healthy, labels, random), labels);
    }

    /// <summary>One sentence that fits a film: about one of its findings, or that there is none.</summary>
    /// <param name="labels">What the film shows.</param>
    /// <param name="index">The film's number; equal numbers give equal sentences.</param>
    public string Describe(FindingLabels labels, int index)
    {
        ArgumentNullException.ThrowIfNull(labels);
        SplitMix64 random = seed.For("pair").At(index).ToRandom();
        Finding[] present = [.. labels.Positives.Where(PhantomPhrases.Of.ContainsKey)];
        return present.Length == 0
            ? PhantomSentence.Pick(PhantomPhrases.Healthy, random)
            : PhantomSentence.Say(PhantomPhrases.Of[present[random.Next(present.Length)]], LabelValue.Positive, random);
    }

    private static string Compose(List<string> sentences, bool healthy, FindingLabels said, SplitMix64 random)
    {
        var text = new StringBuilder("FINDINGS: ");
        if (random.NextDouble() < 0.3)
        {
            text.Append(PhantomSentence.Pick(PhantomPhrases.Fillers, random)).Append(' ');
        }

        text.AppendJoin(' ', sentences).Append("\nIMPRESSION: ");
        Finding[] present = [.. said.Positives.Where(PhantomPhrases.Of.ContainsKey)];
        if (healthy)
        {
            text.Append(PhantomSentence.Pick(PhantomPhrases.Healthy, random));
        }
        else if (present.Length > 0)
        {
            text.Append(PhantomSentence.Say(PhantomPhrases.Of[present[random.Next(present.Length)]], LabelValue.Positive, random));
        }
        else
        {
            text.Append(PhantomSentence.Pick(PhantomPhrases.Fillers, random));
        }

        return text.ToString();
    }
}
