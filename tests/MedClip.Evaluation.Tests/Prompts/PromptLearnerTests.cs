using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Evaluation.Tests;

/// <summary>A small model from random weights; films around the embeddings of sentences that no prompt names.</summary>
public sealed class PromptLearnerTests : IDisposable
{
    private static readonly FindingSet Findings = new([Finding.Edema, Finding.Fracture, Finding.Pneumothorax]);

    private static readonly string[] Sentences = ["heavy lungs full of water", "a broken rib on the left side", "air beside the lung at the apex"];

    private readonly WordPieceTokenizer tokenizer = WordPieceTokenizer.Build([.. Sentences, .. Findings.Names.Select(n => n.ToLowerInvariant())], 400);
    private readonly MedClipModel model;
    private readonly double[][] centres;

    public PromptLearnerTests()
    {
        MedClipConfig config = MedClipConfig.Film64 with { ProjectionSize = 16 };
        model = new MedClipModel(config with { Text = config.Text with { VocabularySize = tokenizer.VocabularySize } }, new SeedSequence(4));
        model.eval();
        centres = [.. TextEmbedding.Embed(model, tokenizer, Sentences).Chunk(16).Select(row => row.Select(x => (double)x).ToArray())];
    }

    public void Dispose() => model.Dispose();

    // Films are turned away from what all sentences share, so that a class is where its sentence differs.
    private (Points Films, FindingLabels[] Labels) Draw(int count, ulong seed, bool shuffled = false)
    {
        SplitMix64 random = new SeedSequence(seed).For("prompt films").ToRandom();
        double[] mean = [.. Enumerable.Range(0, 16).Select(d => centres.Average(c => c[d]))];
        var values = new double[count * 16];
        var labels = new FindingLabels[count];
        for (int i = 0; i < count; i++)
        {
            int k = random.Next(3);
            labels[i] = FindingLabels.Of(Findings, Findings[k]);
            double[] away = [.. Enumerable.Range(0, 16).Select(d => centres[k][d] - mean[d])];
            double length = Math.Sqrt(away.Sum(a => a * a));
            for (int d = 0; d < 16; d++)
            {
                values[(i * 16) + d] = (away[d] / length) + (0.15 * random.NextGaussian());
            }
        }

        if (shuffled)
        {
            random.Shuffle<FindingLabels>(labels);
        }

        return (new Points(values, 16).Normalized(), labels);
    }

    private double Accuracy(LearnedPrompts prompts, Points films, FindingLabels[] labels) =>
        new ZeroShotProtocol().Evaluate(Findings, NoisyLabels.Scores(prompts.ToHead(), films), labels).Accuracy!.Accuracy;

    [Fact]
    public void Prompts_are_learned_from_a_few_films_and_nothing_from_shuffled_ones_while_the_towers_rest()
    {
        (Points test, FindingLabels[] truth) = Draw(200, 1);
        byte[] before = Weights();
        var options = new PromptLearningOptions { ContextTokens = 4, Steps = 80, LearningRate = 0.05 };
        double Learned(ulong seed, bool shuffled)
        {
            (Points films, FindingLabels[] labels) = Draw(90, seed, shuffled);
            LearnedPrompts prompts = new PromptLearner(model, tokenizer, options).Fit(films, labels, Findings);
            prompts.Losses.Count.ShouldBe(80);
            prompts.Losses[^1].ShouldBeLessThan(prompts.Losses[0]);
            return Accuracy(prompts, test, truth);
        }

        double learned = Learned(2, shuffled: false);
        learned.ShouldBeGreaterThan(0.75);
        learned.ShouldBeGreaterThan(Accuracy(new PromptLearner(model, tokenizer).Names(Findings), test, truth));
        Enumerable.Range(20, 4).Average(seed => Learned((ulong)seed, shuffled: true)).ShouldBe(1.0 / 3, 0.2);
        Weights().ShouldBe(before);
    }

    [Fact]
    public void Equal_seeds_learn_equal_prompts_and_the_shots_bound_the_films()
    {
        (Points films, FindingLabels[] labels) = Draw(90, 2);
        LearnedPrompts Learn(ulong seed) => new PromptLearner(model, tokenizer, new PromptLearningOptions { ContextTokens = 2, Steps = 5, Shots = 4, Seed = seed }).Fit(films, labels, Findings);
        Learn(1).Embeddings.ShouldBe(Learn(1).Embeddings);
        Learn(1).Embeddings.ShouldNotBe(Learn(2).Embeddings);
        Learn(1).Films.ShouldBe(12);
    }

    [Fact]
    public void Embedded_tokens_encode_as_their_ids_do()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        TokenBatch batch = tokenizer.Encode(Sentences, 20);
        Tensor ids = tensor(batch.InputIds, [batch.Rows, batch.Length]), mask = tensor(batch.AttentionMask, [batch.Rows, batch.Length]);
        Tensor tokens = ((Bert)model.Text.Encoder).EmbedTokens(ids);
        (model.Text.EncodeTokens(tokens, mask) - model.Text.EncodeMasked(ids, mask)).abs().max().item<float>().ShouldBeLessThan(1e-5f);
    }

    [Fact]
    public void The_few_shot_curve_has_a_point_for_each_number_of_films()
    {
        (Points films, FindingLabels[] labels) = Draw(60, 2);
        (Points test, FindingLabels[] truth) = Draw(50, 3);
        PromptLearningResult result = PromptLearning.Measure(
            model, tokenizer, films, labels, test, truth, Findings, [1, 4], draws: 2, new PromptLearningOptions { ContextTokens = 2, Steps = 5 });
        result.Points.Select(p => (p.Shots, p.Films, p.Accuracy.Values.Count)).ShouldBe([(1, 3, 2), (4, 12, 2)]);
        result.Names.ShouldBeInRange(0, 1);
    }

    [Fact]
    public void A_finding_that_no_film_shows_alone_is_refused() => Should.Throw<ArgumentException>(() => new PromptLearner(model, tokenizer)
        .Fit(Draw(20, 1).Films, Draw(20, 1).Labels, new FindingSet([Finding.Edema, Finding.Consolidation]))).Message.ShouldContain("Consolidation");

    private byte[] Weights() => [.. model.named_parameters().SelectMany(p => p.parameter.cpu().contiguous().data<float>().ToArray().SelectMany(BitConverter.GetBytes))];
}
