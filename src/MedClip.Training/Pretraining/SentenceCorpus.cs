using MedClip.Data;
using MedClip.Knowledge;

namespace MedClip.Training;

/// <summary>The distinct sentences to train on, and how often each was found.</summary>
/// <param name="Texts">Distinct sentences, in the order in which they were first found.</param>
/// <param name="Labels">The labels of each.</param>
/// <param name="Counts">How often each was found.</param>
/// <param name="Dropped">Sentences left out because they are short or say nothing of a finding.</param>
public sealed record SentenceCorpus(
    IReadOnlyList<string> Texts, IReadOnlyList<FindingLabels> Labels, IReadOnlyList<int> Counts, int Dropped)
{
    /// <summary>Labels reports and collects their sentences (paper §4.1).</summary>
    /// <param name="reports">The reports.</param>
    /// <param name="labeler">The labeller.</param>
    /// <param name="options">Which sentences are kept.</param>
    /// <param name="behaviour">Which rule of length applies: the released code's counts tokens.</param>
    /// <exception cref="InvalidInputException">No sentence is left.</exception>
    public static SentenceCorpus FromReports(ReportTable reports, ReportLabeler labeler, SamplingOptions options, Behaviour behaviour)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(labeler);
        ArgumentNullException.ThrowIfNull(options);
        var collected = new Collector(options.Unlabelled);
        foreach (ReportRecord report in reports)
        {
            foreach (LabeledSentence sentence in labeler.Label(TextOf(report)).Sentences)
            {
                bool isLong = behaviour == Behaviour.Reference ? sentence.IsKeptBy(behaviour) : sentence.WordCount >= options.MinimumWords;
                collected.Add(sentence.Text, sentence.Labels, isLong);
            }
        }

        return collected.ToCorpus(reports.Source);
    }

    /// <summary>Takes sentences that are labelled already; their length does not matter.</summary>
    /// <param name="sentences">The sentences.</param>
    /// <param name="options">Which sentences are kept.</param>
    /// <exception cref="InvalidInputException">No sentence is left.</exception>
    public static SentenceCorpus FromSentences(SentenceTable sentences, SamplingOptions options)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(options);
        var collected = new Collector(options.Unlabelled);
        foreach (SentenceRecord sentence in sentences)
        {
            collected.Add(sentence.Text, sentence.Labels, isLong: true);
        }

        return collected.ToCorpus("the table of sentences");
    }

    /// <summary>Puts corpora after each other; a sentence that both have counts for both.</summary>
    /// <param name="corpora">One or more corpora.</param>
    public static SentenceCorpus Concatenate(IReadOnlyList<SentenceCorpus> corpora)
    {
        ArgumentNullException.ThrowIfNull(corpora);
        var collected = new Collector(UnlabelledSentences.Keep);
        foreach (SentenceCorpus corpus in corpora)
        {
            for (int i = 0; i < corpus.Texts.Count; i++)
            {
                collected.Add(corpus.Texts[i], corpus.Labels[i], isLong: true, corpus.Counts[i]);
            }
        }

        return collected.ToCorpus("the sentences") with { Dropped = corpora.Sum(corpus => corpus.Dropped) };
    }

    /// <summary>The place of each sentence to draw from: every distinct one once, or as often as it was found.</summary>
    /// <param name="deduplicate">Whether each counts once.</param>
    internal int[] Places(bool deduplicate) => deduplicate
        ? [.. Enumerable.Range(0, Texts.Count)]
        : [.. Enumerable.Range(0, Texts.Count).SelectMany(i => Enumerable.Repeat(i, Counts[i]))];

    internal static ReportText TextOf(ReportRecord report) => report.Findings is null && report.Impression is null
        ? ReportText.Parse(report.Text ?? "")
        : ReportText.OfColumns(("Findings", report.Findings), ("Impression", report.Impression));

    internal static string Normalise(string sentence) => string.Join(' ', sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed class Collector(UnlabelledSentences unlabelled)
    {
        private readonly Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);
        private readonly List<string> texts = [];
        private readonly List<FindingLabels> labels = [];
        private readonly List<int> counts = [];
        private int dropped;

        public void Add(string sentence, FindingLabels label, bool isLong, int count = 1)
        {
            string text = Normalise(sentence);
            if (!isLong || text.Length == 0 || (label.IsEmpty && unlabelled == UnlabelledSentences.Drop))
            {
                dropped += count;
            }
            else if (places.TryGetValue(text, out int place))
            {
                counts[place] += count;
            }
            else
            {
                places.Add(text, texts.Count);
                texts.Add(text);
                counts.Add(count);
                labels.Add(label.IsEmpty && unlabelled == UnlabelledSentences.NoFinding && label.Findings.Contains(Finding.NoFinding)
                    ? FindingLabels.Of(label.Findings, Finding.NoFinding)
                    : label);
            }
        }

        public SentenceCorpus ToCorpus(string source) => texts.Count > 0
            ? new SentenceCorpus(texts, labels, counts, dropped)
            : throw InvalidInputException.At(
                source, null, $"no sentence is left to train on; {dropped} were too short or say nothing of a known finding.",
                "sampling.minimumWords and sampling.unlabelled decide what is kept.");
    }
}
