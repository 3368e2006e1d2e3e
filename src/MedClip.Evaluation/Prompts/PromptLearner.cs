using MedClip.Models;
using MedClip.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Evaluation;

/// <summary>
/// Learns prompts instead of writing them (CoOp, Zhou et al. 2022, https://arxiv.org/abs/2109.01134; future work in the paper's Limitations): a few vectors before each
/// finding's name, shared by all findings, are moved so that a few films find their prompt. Both towers stay as they are. For models with a BERT text tower.
/// </summary>
/// <param name="model">The model; put into evaluation mode, its weights are not moved.</param>
/// <param name="tokenizer">Its tokenizer.</param>
/// <param name="options">Null for the defaults.</param>
public sealed class PromptLearner(MedClipModel model, WordPieceTokenizer tokenizer, PromptLearningOptions? options = null)
{
    private const double FirstDeviation = 0.02;

    private readonly PromptLearningOptions options = options ?? new PromptLearningOptions();

    /// <summary>Learns from a few films of each finding.</summary>
    /// <param name="images">N unit embeddings of films by this model's image tower.</param>
    /// <param name="labels">N labels; films with exactly one of the findings are used.</param>
    /// <param name="findings">K ≥ 2 findings, each shown alone by a film.</param>
    /// <param name="cancellation">Ends the work between steps.</param>
    /// <exception cref="ArgumentException">The numbers do not fit, a finding is shown by no film alone, or the tower is no BERT.</exception>
    public LearnedPrompts Fit(Points images, IReadOnlyList<FindingLabels> labels, FindingSet findings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Count, images.Count, nameof(labels));
        ArgumentOutOfRangeException.ThrowIfLessThan(findings.Count, 2, nameof(findings));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Steps, 1);
        if (model.Text.Encoder is not Bert)
        {
            throw new ArgumentException("Prompts are learned through a BERT text tower.", nameof(findings));
        }

        (int[] rows, int[] classes) = FewShots(labels, findings);
        return Learn(images.At(rows), classes, findings, cancellation);
    }

    /// <summary>Prompts of the findings' bare names, to compare with.</summary>
    /// <param name="findings">The findings.</param>
    public LearnedPrompts Names(FindingSet findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        float[] embeddings = TextEmbedding.Embed(model, tokenizer, [.. findings.Select(finding => finding.Name.ToLowerInvariant())], batching: TextBatching.Fast);
        return new LearnedPrompts(findings, embeddings, TextEmbedding.Scale(model), [], 0);
    }

    private (int[] Rows, int[] Classes) FewShots(IReadOnlyList<FindingLabels> labels, FindingSet findings)
    {
        (int[] rows, int[] classes) = ProbeLabels.OneAmongAll(labels, findings);
        ProbeLabels.RequireAll(classes, findings);
        int[] order = [.. Enumerable.Range(0, rows.Length)];
        new SeedSequence(options.Seed).For("shots").ToRandom().Shuffle<int>(order);
        int[] chosen = [.. order.GroupBy(i => classes[i]).SelectMany(group => group.Take(options.Shots)).Order()];
        return ([.. chosen.Select(i => rows[i])], [.. chosen.Select(i => classes[i])]);
    }

    private LearnedPrompts Learn(Points films, int[] classes, FindingSet findings, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        model.eval();
        var sequences = new PromptSequences(model, tokenizer, findings, options.ContextTokens);
        SplitMix64 random = new SeedSequence(options.Seed).For("context").ToRandom();
        float[] first = [.. Enumerable.Range(0, options.ContextTokens * (int)sequences.Width).Select(_ => (float)(FirstDeviation * random.NextGaussian()))];
        var context = new Parameter(tensor(first, [options.ContextTokens, sequences.Width], device: model.Device));
        using var adam = optim.Adam([context], options.LearningRate);
        float scale = TextEmbedding.Scale(model);
        Tensor images = Matrix(films).to(model.Device);                                     // (N, P)
        Tensor truth = tensor(classes.Select(c => (long)c).ToArray(), device: model.Device);
        var losses = new List<double>();
        for (int step = 0; step < options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope inner = NewDisposeScope();
            adam.zero_grad();
            Tensor logits = images.matmul(sequences.Encode(context).transpose(0, 1)) * scale; // (N, K)
            Tensor loss = ClassificationLoss.MultiClass(logits, truth);
            loss.backward();
            adam.step();
            losses.Add(loss.cpu().item<float>());
        }

        using IDisposable still = no_grad();
        float[] embeddings = [.. sequences.Encode(context).to(ScalarType.Float32).cpu().contiguous().data<float>()];
        return new LearnedPrompts(findings, embeddings, scale, losses, films.Count);
    }

    private static Tensor Matrix(Points films)
    {
        float[] values = [.. Enumerable.Range(0, films.Count).SelectMany(i => films[i].ToArray()).Select(x => (float)x)];
        return tensor(values, [films.Count, films.Dimensions]);
    }
}
