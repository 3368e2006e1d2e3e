using System.ComponentModel.DataAnnotations;
using MedClip.Data;

namespace MedClip.Training;

/// <summary>How batches are drawn.</summary>
public sealed class SamplingOptions
{
    /// <summary>Images a batch. Default 32: on a few thousand films many small steps learn more than few large ones; the paper has 100.</summary>
    [Range(1, 65536)]
    public int BatchImages { get; set; } = 32;

    /// <summary>Sentences a batch. Default null: twice as many as images under the default behaviour, since sentences cost less and more of them rank finer; as many as images under the others and for pairs.</summary>
    [Range(1, 65536)]
    public int? BatchSentences { get; set; }

    /// <summary>How sentences are drawn. Default <see cref="SentenceSampling.ByFinding"/>: most sentences of real reports say that nothing is wrong.</summary>
    public SentenceSampling Sentences { get; set; } = SentenceSampling.ByFinding;

    /// <summary>How images are drawn. Default <see cref="ImageSampling.EveryFilmOnce"/>; the others balance findings, and repeat images.</summary>
    public ImageSampling Images { get; set; } = ImageSampling.EveryFilmOnce;

    /// <summary>The share of sentences that are hard: they have a finding in common with an image of the batch, but not all. Default 0.</summary>
    [Range(0.0, 1.0)]
    public double HardShare { get; set; }

    /// <summary>A folder of images decoded beforehand (<c>medclip cache</c>). Default null: images are decoded as they come.</summary>
    public string? DecodedCache { get; set; }

    /// <summary>
    /// What an objective over pairs does with films that have no text of their own: true meets each, epoch by epoch, with one of the sentences
    /// whose labels are most like its own; false refuses them. Default true.
    /// </summary>
    public bool PseudoPairs { get; set; } = true;

    /// <summary>Which varied copies of the texts train beside them. Default <see cref="TextAugmentation.None"/>.</summary>
    public TextAugmentation TextAugmentation { get; set; }

    /// <summary>Whether a sentence that many reports share is drawn as often as one that stands in a single report. Default true.</summary>
    public bool Deduplicate { get; set; } = true;

    /// <summary>Whether a last batch with fewer images is left out. Default true: a small batch has few contrasts.</summary>
    public bool DropLast { get; set; } = true;

    /// <summary>Sentences in which the labeller finds nothing. Default <see cref="UnlabelledSentences.Drop"/>.</summary>
    public UnlabelledSentences Unlabelled { get; set; } = UnlabelledSentences.Drop;

    /// <summary>Sentences with fewer words are dropped. Default 3, as in the paper.</summary>
    [Range(0, 100)]
    public int MinimumWords { get; set; } = 3;

    /// <summary>Tokens a sentence at most. Default 77, the released code's.</summary>
    [Range(4, 512)]
    public int MaximumTokens { get; set; } = 77;

    /// <summary>Threads that read and augment images beside the training thread. Default 1.</summary>
    [Range(1, 256)]
    public int LoaderThreads { get; set; } = 1;

    /// <summary>Batches read ahead. Default 4.</summary>
    [Range(1, 64)]
    public int Prefetch { get; set; } = 4;

    /// <summary>Megabytes of decoded images that are kept, so that later epochs do not decode again. Default 1024.</summary>
    [Range(0, 1_000_000)]
    public int CacheMegabytes { get; set; } = 1024;

    /// <summary>What to do with an image that can't be read. Default <see cref="UnreadableImages.Refuse"/>.</summary>
    public UnreadableImages Unreadable { get; set; } = UnreadableImages.Refuse;
}
