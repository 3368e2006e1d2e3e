using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

public sealed class SemanticMatchingObjectiveTests
{
    private static Tensor Rows(params double[][] rows) => tensor(rows.SelectMany(row => row).ToArray(), [rows.Length, rows[0].Length]);

    [Fact]
    public void Targets_of_identical_labels_are_uniform()
    {
        using DisposeScope scope = NewDisposeScope();
        var objective = new SemanticMatchingObjective();
        Tensor labels = Rows([1, 0, 1], [1, 0, 1]);
        objective.Targets(objective.Similarity(labels, labels)).Values().ShouldAgree([0.5, 0.5, 0.5, 0.5], 1e-12, "targets");
    }

    [Fact]
    public void A_row_without_labels_resembles_nothing_and_stays_finite()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor similarity = new SemanticMatchingObjective().Similarity(Rows([0, 0], [1, 0]), Rows([1, 0], [1, 1], [0, 0]));
        similarity.Values().ShouldAgree([0, 0, 0, 1, 0.5, 0], 1e-12, "similarity");
    }

    [Fact]
    public void Another_measure_takes_the_place_of_the_behaviours()
    {
        using DisposeScope scope = NewDisposeScope();
        var objective = new SemanticMatchingObjective(new SemanticMatchingOptions { Similarity = Knowledge.LabelSimilarities.Jaccard });
        Tensor similarity = objective.Similarity(Rows([1, 1, 0], [0, 0, 1]), Rows([1, 0, 0], [1, 1, 0], [0, 0, 0]));
        similarity.shape.ShouldBe([2, 3]);
        similarity.Values().ShouldAgree([0.5, 1, 0, 0, 0, 0], 0, "similarity");
    }

    [Fact]
    public void Reference_compares_by_the_dot_product()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor similarity = new SemanticMatchingObjective(Behaviour.Reference).Similarity(Rows([1, 1]), Rows([1, 1], [1, 0]));
        similarity.Values().ShouldAgree([2, 1], 0, "similarity");
    }

    [Fact]
    public void The_target_temperature_sharpens_and_smoothing_spreads()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor similarity = Rows([1, 0]);
        double e = Math.Exp(1 / 0.1);
        new SemanticMatchingObjective(new SemanticMatchingOptions { TargetTemperature = 0.1 }).Targets(similarity)
            .Values().ShouldAgree([e / (e + 1), 1 / (e + 1)], 1e-12, "sharp");
        new SemanticMatchingObjective(new SemanticMatchingOptions { TargetTemperature = 0.1, LabelSmoothing = 0.2 }).Targets(similarity)
            .Values().ShouldAgree([(0.8 * e / (e + 1)) + 0.1, (0.8 / (e + 1)) + 0.1], 1e-12, "smooth");
    }

    [Theory]
    [InlineData(Behaviour.Default, 1, 0.5)]
    [InlineData(Behaviour.Paper, 0.70710678118654757, 0.70710678118654757)]
    [InlineData(Behaviour.Reference, 1, 1)]
    public void By_default_a_text_is_judged_by_what_it_says(Behaviour behaviour, double oneOfTwo, double twoOfOne)
    {
        using DisposeScope scope = NewDisposeScope();
        var objective = new SemanticMatchingObjective(behaviour);
        objective.Similarity(Rows([1, 1]), Rows([1, 0])).Values().ShouldAgree([oneOfTwo], 1e-12, "the film has more than the text says");
        objective.Similarity(Rows([1, 0]), Rows([1, 1])).Values().ShouldAgree([twoOfOne], 1e-12, "the text says more than the film has");
        objective.Similarity(Rows([1, 0]), Rows([0, 0])).Values().ShouldAgree([0.0], 1e-12, "the text says nothing");
    }

    [Fact]
    public void The_default_has_a_target_temperature_and_the_others_have_none()
    {
        SemanticMatchingOptions.For(Behaviour.Default).TargetTemperature.ShouldBe(SemanticMatchingOptions.DefaultTargetTemperature);
        SemanticMatchingOptions.For(Behaviour.Default).WithinModalityWeight.ShouldBe(SemanticMatchingOptions.DefaultWithinModalityWeight);
        SemanticMatchingOptions.For(Behaviour.Paper).WithinModalityWeight.ShouldBe(0);
        SemanticMatchingOptions.For(Behaviour.Reference).WithinModalityWeight.ShouldBe(0);
        SemanticMatchingOptions.For(Behaviour.Paper).TargetTemperature.ShouldBe(1);
        SemanticMatchingOptions.For(Behaviour.Reference).TargetTemperature.ShouldBe(1);
    }

    [Fact]
    public void Matching_within_the_modalities_is_the_supervised_contrastive_loss()
    {
        using DisposeScope scope = NewDisposeScope();
        double[][] images = [[1, 0], [0.6, 0.8], [0, 1], [-1, 0]];
        double[][] labels = [[1, 0], [1, 0], [0, 1], [0, 0]];   // the first two share a finding, the others share none
        Tensor texts = Rows([1, 0]);
        const double Scale = 3;
        double Loss(double weight) => new SemanticMatchingObjective(new SemanticMatchingOptions { TargetTemperature = 0.1, WithinModalityWeight = weight })
            .Compute(new ContrastiveInputs(Rows(images), texts, tensor(Math.Log(Scale)), Rows(labels), Rows([1, 0]))).Total.Values()[0];

        double expected = 0;
        foreach (int row in new[] { 0, 1 })
        {
            int[] others = [.. Enumerable.Range(0, 4).Where(other => other != row)];
            double Logit(int other) => Scale * images[row].Zip(images[other], (a, b) => a * b).Sum();
            double Target(int other) => Math.Exp(labels[row].Zip(labels[other], (a, b) => a * b).Sum() / 0.1);
            double logits = Math.Log(others.Sum(other => Math.Exp(Logit(other))));
            expected -= others.Sum(other => Target(other) / others.Sum(Target) * (Logit(other) - logits)) / 2;
        }

        (Loss(2) - Loss(0)).ShouldBe(2 * expected, 1e-10);
    }

    [Fact]
    public void Rows_that_share_no_finding_are_not_matched_within_a_modality()
    {
        using DisposeScope scope = NewDisposeScope();
        double Loss(double weight) => new SemanticMatchingObjective(new SemanticMatchingOptions { WithinModalityWeight = weight })
            .Compute(new ContrastiveInputs(Rows([1, 0], [0, 1]), Rows([1, 0]), tensor(0.0), Rows([1, 0], [0, 0]), Rows([0, 1]))).Total.Values()[0];
        Loss(1).ShouldBe(Loss(0));
    }

    [Theory]
    [InlineData(Behaviour.Default, 0)]
    [InlineData(Behaviour.Reference, 0)]
    [InlineData(Behaviour.Paper, -1)]
    public void Only_the_paper_leaves_the_log_scale_free(Behaviour behaviour, double after)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logScale = tensor(-1.0, ScalarType.Float64).requires_grad_();
        ContrastiveLoss loss = new SemanticMatchingObjective(behaviour).Compute(
            new ContrastiveInputs(Rows([1, 0]), Rows([1, 0], [0, 1]), logScale, Rows([0, 1]), Rows([1, 0], [0, 1])));
        loss.Total.backward();
        logScale.Values()[0].ShouldBe(after);
        logScale.grad!.Values()[0].ShouldNotBe(0);
    }

    [Fact]
    public void Missing_and_misshapen_labels_are_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        var objective = new SemanticMatchingObjective();
        Tensor one = Rows([1, 0]);
        Should.Throw<ArgumentException>(() => objective.Compute(new ContrastiveInputs(one, one, tensor(0.0)))).Message.ShouldContain("label vectors");
        Should.Throw<ArgumentException>(() => objective.Compute(new ContrastiveInputs(one, one, tensor(0.0), one, Rows([1, 0], [0, 1]))))
            .Message.ShouldContain("do not fit");
        Should.Throw<ArgumentException>(() => objective.Compute(new ContrastiveInputs(one, Rows([1, 0, 0]), tensor(0.0), one, one)))
            .Message.ShouldContain("as many columns");
    }

    [Fact]
    public void Pairs_must_be_pairs()
    {
        using DisposeScope scope = NewDisposeScope();
        Should.Throw<ArgumentException>(() => new InfoNceObjective().Compute(
            new ContrastiveInputs(Rows([1, 0]), Rows([1, 0], [0, 1]), tensor(0.0)))).Message.ShouldContain("not pairs");
    }
}
