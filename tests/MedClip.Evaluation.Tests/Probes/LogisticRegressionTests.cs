namespace MedClip.Evaluation.Tests;

public sealed class LogisticRegressionTests
{
    private static readonly Points Cases = new([0, 0, 0.1, 0.2, 1, 1, 1.1, 0.9, 2, 0, 2.1, 0.1], 2);

    [Fact]
    public void Three_classes_are_told_apart()
    {
        int[] classes = [0, 0, 1, 1, 2, 2];
        LogisticRegression model = LogisticRegression.Fit(Cases, classes, 3, new LogisticRegressionOptions { C = 100 });
        Enumerable.Range(0, 6).Select(i => model.Predict(Cases[i])).ShouldBe(classes);
        model.Probabilities(Cases[0]).Sum().ShouldBe(1, 1e-12);
    }

    [Fact]
    public void The_gradient_is_zero_at_the_minimum()
    {
        int[] classes = [0, 1, 1, 0, 1, 0];
        LogisticRegression model = LogisticRegression.Fit(Cases, classes, 2);
        double[] p = [.. Enumerable.Range(0, 6).Select(i => model.Probabilities(Cases[i])[1])];
        for (int d = 0; d < 2; d++)
        {
            double gradient = model.Coefficients.Span[d] + Enumerable.Range(0, 6).Sum(i => (p[i] - classes[i]) * Cases[i][d]);
            gradient.ShouldBe(0, 1e-9);
        }

        p.Sum().ShouldBe(classes.Sum(), 1e-9);
    }

    [Fact]
    public void Strong_regularization_leaves_only_the_prevalence()
    {
        LogisticRegression model = LogisticRegression.Fit(Cases, [0, 0, 0, 0, 1, 1], 2, new LogisticRegressionOptions { C = 1e-9 });
        model.Probabilities([0, 0])[1].ShouldBe(1.0 / 3, 1e-6);
    }

    [Fact]
    public void A_class_without_cases_is_named() =>
        Should.Throw<ArgumentException>(() => LogisticRegression.Fit(Cases, [1, 1, 1, 1, 1, 1], 2)).Message.ShouldContain("Class 0");
}
