namespace MedClip.Evaluation;

/// <summary>What all metrics ask of their inputs, so that a wrong input is an error and never a number.</summary>
internal static class ScoreChecks
{
    public static void Same(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights)
    {
        if (labels.Length != scores.Length)
        {
            throw new ArgumentException($"{labels.Length} labels and {scores.Length} scores: one score is needed for each label.", nameof(scores));
        }

        if (scores.IsEmpty)
        {
            throw new ArgumentException("There are no scores: a metric needs at least one.", nameof(scores));
        }

        if (!weights.IsEmpty && weights.Length != scores.Length)
        {
            throw new ArgumentException($"{weights.Length} weights and {scores.Length} scores: one weight is needed for each score.", nameof(weights));
        }

        Finite(scores, "score", nameof(scores));
        Finite(weights, "weight", nameof(weights));
    }

    public static void BothClasses(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        Same(labels, scores, []);
        if (!labels.Contains(true) || !labels.Contains(false))
        {
            throw new ArgumentException("Only one class is there: both are needed.", nameof(labels));
        }
    }

    public static void Finite(ReadOnlySpan<double> values, string what, string parameter)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException($"The {what} at index {i} is {values[i]}; only finite numbers can be ranked.", parameter);
            }
        }
    }

    public static void Probabilities(ReadOnlySpan<double> values, string parameter)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is not (>= 0 and <= 1))
            {
                throw new ArgumentException($"The probability at index {i} is {values[i]}; it must lie in [0, 1].", parameter);
            }
        }
    }

    public static void Classes(ReadOnlySpan<int> values, int classes, string parameter)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("There are no labels: a metric needs at least one.", parameter);
        }

        for (int i = 0; i < values.Length; i++)
        {
            if ((uint)values[i] >= (uint)classes)
            {
                throw new ArgumentException($"The class at index {i} is {values[i]}; it must lie in 0…{classes - 1}.", parameter);
            }
        }
    }
}
