namespace MedClip.Models.Tests;

public sealed class ZeroShotArithmeticTests
{
    // Two images, a class of two prompts and a class of one, in the plane.
    private static readonly double[] Images = [1, 0, 0, 1];
    private static readonly double[] Prompts = [1, 0, 0.6, 0.8, 0, -1];
    private static readonly int[] Counts = [2, 1];

    [Theory]
    [InlineData(PromptEnsemble.MeanLogit, 8, 0, 4, -10)]
    [InlineData(PromptEnsemble.MaxLogit, 10, 0, 8, -10)]
    public void Logits_are_joined_by_mean_or_maximum(PromptEnsemble ensemble, double a0, double a1, double b0, double b1) =>
        Logits(ensemble).ShouldBe([a0, a1, b0, b1], 1e-12);

    [Fact]
    public void Mean_embeddings_are_normalised_again()
    {
        double length = Math.Sqrt((0.8 * 0.8) + (0.4 * 0.4));
        Logits(PromptEnsemble.MeanEmbedding).ShouldBe([8 / length, 0, 4 / length, -10], 1e-12);
    }

    [Fact]
    public void Rows_become_unit_rows_and_zero_stays_zero()
    {
        double[] rows = [3, 4, 0, 0, 0, -2];
        ZeroShotArithmetic.NormalizeRows<double>(rows, 2);
        rows.ShouldBe([0.6, 0.8, 0, 0, 0, -1], 1e-15);
    }

    [Fact]
    public void Counts_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => ZeroShotArithmetic.ClassLogits<double>(Images, Prompts, [2, 2], 2, 1, PromptEnsemble.MaxLogit, new double[4]));
        Should.Throw<ArgumentException>(() => ZeroShotArithmetic.ClassLogits<double>(Images, Prompts, [3, 0], 2, 1, PromptEnsemble.MaxLogit, new double[4]));
        Should.Throw<ArgumentException>(() => ZeroShotArithmetic.ClassLogits<double>(Images, Prompts, Counts, 2, 1, PromptEnsemble.MaxLogit, new double[3]));
    }

    private static double[] Logits(PromptEnsemble ensemble)
    {
        var logits = new double[4];
        ZeroShotArithmetic.ClassLogits<double>(Images, Prompts, Counts, 2, 10, ensemble, logits);
        return logits;
    }
}
