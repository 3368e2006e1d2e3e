namespace MedClip.Data;

/// <summary>How much of the findings a logistic regression sees in 8 x 8 pixels: the area under the ROC curve on films it was not fitted to.</summary>
internal static class ThumbnailRegression
{
    private const int Side = 8;
    private const int Steps = 250;

    public static Dictionary<Finding, double> Measure(PhantomFilmGenerator generator, int films)
    {
        var drawn = new PhantomFilm[films];
        Parallel.For(0, films, i => drawn[i] = generator.Draw(i));
        int fitted = films * 2 / 3;
        double[][] inputs = Standardise([.. drawn.Select(film => Thumbnail(film.Image))], fitted);
        return PhantomFilmGenerator.Findings.ToDictionary(finding => finding, finding =>
        {
            bool[] present = [.. drawn.Select(film => film.Labels[finding] == LabelValue.Positive)];
            double[] weights = Fit(inputs.AsSpan(0, fitted), present);
            return AreaUnderCurve([.. inputs[fitted..].Select(input => Score(weights, input))], present[fitted..]);
        });
    }

    private static double[] Thumbnail(PixelImage film) =>
        [.. Resampler.Resize(film, Side, Side, ResampleFilter.Box).Bytes.ToArray().Select(pixel => pixel / 255.0), 1];

    private static double[][] Standardise(double[][] inputs, int fitted)
    {
        for (int i = 0; i < Side * Side; i++)
        {
            double mean = inputs[..fitted].Average(input => input[i]);
            double deviation = Math.Sqrt(inputs[..fitted].Average(input => (input[i] - mean) * (input[i] - mean))) + 1e-9;
            foreach (double[] input in inputs)
            {
                input[i] = (input[i] - mean) / deviation;
            }
        }

        return inputs;
    }

    // Gradient descent with momentum on the mean log-loss with a small ridge.
    private static double[] Fit(ReadOnlySpan<double[]> inputs, bool[] present)
    {
        var weights = new double[(Side * Side) + 1];
        var speed = new double[weights.Length];
        for (int step = 0; step < Steps; step++)
        {
            var gradient = new double[weights.Length];
            for (int i = 0; i < inputs.Length; i++)
            {
                double error = (1 / (1 + Math.Exp(-Score(weights, inputs[i])))) - (present[i] ? 1 : 0);
                for (int j = 0; j < weights.Length; j++)
                {
                    gradient[j] += error * inputs[i][j] / inputs.Length;
                }
            }

            for (int j = 0; j < weights.Length; j++)
            {
                speed[j] = (0.9 * speed[j]) + gradient[j] + (1e-3 * weights[j]);
                weights[j] -= 0.1 * speed[j];
            }
        }

        return weights;
    }

    private static double Score(double[] weights, double[] input)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * input[i];
        }

        return sum;
    }

    private static double AreaUnderCurve(double[] scores, bool[] present)
    {
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderBy(i => scores[i])];
        double ranks = 0;
        int positives = 0;
        for (int rank = 0; rank < order.Length; rank++)
        {
            if (present[order[rank]])
            {
                positives++;
                ranks += rank + 1;
            }
        }

        return (ranks - (positives * (positives + 1) / 2.0)) / ((double)positives * (scores.Length - positives));
    }
}
