using MedClip.Data;

namespace MedClip.Cli;

/// <summary>An evaluation set of the paper's Table 3.</summary>
/// <param name="Name">As the paper calls it.</param>
/// <param name="Input">Where its films come from.</param>
/// <param name="Train">Films to train heads on; of other patients.</param>
/// <param name="Test">Films to test on.</param>
/// <param name="Classes">The classes: five of which a film shows one, or the one that it shows or not.</param>
/// <param name="Bank">The built-in bank with their prompts.</param>
internal sealed record EvaluationSet(string Name, ImageInput Input, ImageTable Train, ImageTable Test, FindingSet Classes, string Bank)
{
    /// <summary>Whether a film shows the one class or not.</summary>
    public bool IsBinary => Classes.Count == 1;

    /// <summary>The share of films that show the one class.</summary>
    public double Positive(ImageTable films) => (double)films.Count(film => film.Labels![Classes[0]] == LabelValue.Positive) / films.Count;
}
