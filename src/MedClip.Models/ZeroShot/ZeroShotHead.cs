namespace MedClip.Models;

/// <summary>
/// Scores films against findings by prompts that were embedded once. Immutable and thread-safe. A finding with negative prompts scores
/// by the difference of its positive and its negative logit, one without by its positive logit alone.
/// </summary>
public sealed class ZeroShotHead
{
    private readonly float[] positive;
    private readonly int[] positiveCounts;
    private readonly float[] negative;
    private readonly int[] negativeCounts;
    private readonly int[] pairedWith;

    /// <summary>Creates a head from embeddings of prompts.</summary>
    /// <param name="prompts">The prompts.</param>
    /// <param name="embed">Embeds texts as unit rows of one width, in their order.</param>
    /// <param name="logitScale">1/τ of the model.</param>
    /// <param name="ensemble">How prompts of a finding are joined.</param>
    /// <param name="paired">Whether negative prompts are used.</param>
    public ZeroShotHead(
        PromptSet prompts, Func<IReadOnlyList<string>, float[]> embed, float logitScale, PromptEnsemble ensemble = PromptEnsemble.MeanEmbedding, bool paired = true)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(embed);
        Prompts = prompts;
        LogitScale = logitScale;
        Ensemble = ensemble;
        List<FindingPrompts> withNegative = paired ? [.. prompts.Items.Where(item => item.Negative.Count > 0)] : [];
        string[] texts = [.. prompts.Items.SelectMany(item => item.Positive), .. withNegative.SelectMany(item => item.Negative)];
        float[] embeddings = embed(texts);
        Width = embeddings.Length / texts.Length;
        int split = prompts.Items.Sum(item => item.Positive.Count) * Width;
        positive = embeddings[..split];
        negative = embeddings[split..];
        positiveCounts = [.. prompts.Items.Select(item => item.Positive.Count)];
        negativeCounts = [.. withNegative.Select(item => item.Negative.Count)];
        pairedWith = [.. prompts.Items.Select(item => withNegative.IndexOf(item))];
    }

    /// <summary>The prompts.</summary>
    public PromptSet Prompts { get; }

    /// <summary>The findings, in the order of the scores.</summary>
    public FindingSet Findings => Prompts.Findings;

    /// <summary>Size P of an embedding.</summary>
    public int Width { get; }

    /// <summary>1/τ.</summary>
    public float LogitScale { get; }

    /// <summary>How prompts of a finding are joined.</summary>
    public PromptEnsemble Ensemble { get; }

    /// <summary>Embeds the prompts of a set with a model, once.</summary>
    /// <param name="model">The model; used in evaluation mode and left in the mode it was in.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="prompts">The prompts; the built-in ones when null.</param>
    /// <param name="ensemble">How prompts of a finding are joined.</param>
    /// <param name="paired">Whether negative prompts are used.</param>
    /// <param name="maxLength">The most tokens of a prompt.</param>
    /// <param name="batching">How prompts are put into batches.</param>
    public static ZeroShotHead Create(
        MedClipModel model,
        ITextTokenizer tokenizer,
        PromptSet? prompts = null,
        PromptEnsemble ensemble = PromptEnsemble.MeanEmbedding,
        bool paired = true,
        int maxLength = 77,
        TextBatching batching = TextBatching.Exact)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ZeroShotHead(
            prompts ?? PromptSet.Default, texts => TextEmbedding.Embed(model, tokenizer, texts, maxLength, batching), TextEmbedding.Scale(model), ensemble, paired);
    }

    /// <summary>
    /// The direction in the shared space along which a finding's score rises: the score is the film's unit embedding times it.
    /// </summary>
    /// <param name="finding">The place of the finding in <see cref="Findings"/>.</param>
    /// <returns>P numbers.</returns>
    /// <exception cref="InvalidOperationException">Under <see cref="PromptEnsemble.MaxLogit"/> there is no one direction.</exception>
    public float[] Direction(int finding)
    {
        if (Ensemble == PromptEnsemble.MaxLogit)
        {
            throw new InvalidOperationException("With the largest logit of several prompts a score has no one direction; take the mean.");
        }

        var axes = new float[Width * Width];
        for (int axis = 0; axis < Width; axis++)
        {
            axes[(axis * Width) + axis] = 1;
        }

        float[] all = Score(axes);   // The score is linear in the embedding.
        return [.. Enumerable.Range(0, Width).Select(axis => all[(axis * Findings.Count) + finding])];
    }

    /// <summary>Scores films; higher means more likely.</summary>
    /// <param name="images">N unit embeddings, row after row.</param>
    /// <returns>N × findings scores, row after row: logits, or differences of logits where a finding has negative prompts.</returns>
    public float[] Score(ReadOnlySpan<float> images)
    {
        int rows = images.Length / Width;
        var scores = new float[rows * positiveCounts.Length];
        ZeroShotArithmetic.ClassLogits(images, positive, positiveCounts, Width, LogitScale, Ensemble, scores);
        if (negativeCounts.Length == 0)
        {
            return scores;
        }

        var absent = new float[rows * negativeCounts.Length];
        ZeroShotArithmetic.ClassLogits(images, negative, negativeCounts, Width, LogitScale, Ensemble, absent);
        for (int row = 0; row < rows; row++)
        {
            for (int f = 0; f < pairedWith.Length; f++)
            {
                if (pairedWith[f] >= 0)
                {
                    scores[(row * pairedWith.Length) + f] -= absent[(row * negativeCounts.Length) + pairedWith[f]];
                }
            }
        }

        return scores;
    }
}
