namespace MedClip.Evaluation.Tests;

public sealed class MetricsTests
{
    [Fact]
    public void Auc_is_the_share_of_pairs_in_order_and_a_tie_counts_half()
    {
        // Pairs (positive, negative): .8>.3, .8>.5, .5>.3, .5=.5.
        Metrics.Auc([true, true, false, false], [0.8, 0.5, 0.3, 0.5]).ShouldBe(3.5 / 4);
    }

    [Fact]
    public void Auc_of_shuffled_labels_agrees_with_pair_counts()
    {
        SplitMix64 random = new(7);
        bool[] labels = [.. Enumerable.Range(0, 200).Select(_ => random.Next(3) == 0)];
        double[] scores = [.. labels.Select(_ => (double)random.Next(20))];
        double pairs = 0, ordered = 0;
        for (int i = 0; i < 200; i++)
        {
            for (int j = 0; j < 200; j++)
            {
                if (labels[i] && !labels[j])
                {
                    pairs++;
                    ordered += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }

        Metrics.Auc(labels, scores).ShouldBe(ordered / pairs, 1e-12);
        DeLong.Of(labels, scores).Auc.ShouldBe(ordered / pairs, 1e-12);
    }

    [Fact]
    public void Average_precision_is_a_step_sum() =>
        Metrics.AveragePrecision([true, false, true], [3, 2, 1]).ShouldBe((1 + (2.0 / 3)) / 2, 1e-12);

    [Fact]
    public void One_class_has_no_auc_and_wrong_input_is_an_error()
    {
        Metrics.Auc([true, true], [1, 2]).ShouldBe(double.NaN);
        Should.Throw<ArgumentException>(() => Metrics.Auc([true], [1, 2])).Message.ShouldContain("1 labels and 2 scores");
        Should.Throw<ArgumentException>(() => Metrics.Auc([true, false], [1, double.NaN])).Message.ShouldContain("index 1 is NaN");
        Should.Throw<ArgumentException>(() => Metrics.Auc([], [])).Message.ShouldContain("no scores");
        Should.Throw<ArgumentException>(() => Metrics.Brier([true], [1.5])).Message.ShouldContain("[0, 1]");
        Should.Throw<ArgumentException>(() => Metrics.Auc([true, false], [1, 2], [0, 0])).Message.ShouldContain("weights are 0");
    }

    [Fact]
    public void Confusion_rows_are_the_truth()
    {
        ConfusionMatrix matrix = ConfusionMatrix.Of([0, 0, 1], [1, 0, 1], 2);
        matrix[0, 1].ShouldBe(1);
        matrix[1, 0].ShouldBe(0);
        matrix.OneVersusRest(1).FalsePositives.ShouldBe(1);
        matrix.OneVersusRest(1).Precision.ShouldBe(0.5);
        Should.Throw<ArgumentException>(() => ConfusionMatrix.Of([0], [5], 2)).Message.ShouldContain("0…1");
    }

    [Fact]
    public void Two_identical_scores_do_not_differ()
    {
        DeLong auc = DeLong.Of([true, false, true, false], [4, 1, 2, 3]);
        AucComparison test = DeLong.Compare(auc, auc);
        test.P.ShouldBe(1, 1e-9);
        test.Z.ShouldBe(0);
    }
}
