namespace MedClip;

/// <summary>
/// Where in a film a finding's score comes from: Grad-CAM at the image tower's last places, conditioned on the finding's prompts. It shows what raises the score of this model, not where a finding is: a high
/// value is no evidence of disease, and a map of a low score shows what little spoke for it.
/// </summary>
/// <param name="Path">The film as it was named.</param>
/// <param name="Finding">The finding.</param>
/// <param name="Score">Its score, as <see cref="FindingScore.Score"/>; null when the film was refused.</param>
/// <param name="Probability">Its probability where the checkpoint is calibrated; else null.</param>
/// <param name="Side">Places in a row and in a column; they divide the model's square input evenly.</param>
/// <param name="Values">Side × Side numbers from 0 to 1, row by row from the top left, 1 at the highest; all 0 where nothing spoke for the finding. Empty when the film was refused.</param>
/// <param name="Png">The film as the model sees it with the map over it, a colour PNG; empty when the film was refused.</param>
/// <param name="Error">Why the film was refused; null when it was not.</param>
/// <param name="Provenance">The model and settings behind the map.</param>
public sealed record HeatMap(
    string Path, Finding Finding, double? Score, double? Probability, int Side, IReadOnlyList<float> Values, ReadOnlyMemory<byte> Png, InferenceError? Error, ModelProvenance Provenance)
{
    /// <summary>What the picture shows, in a sentence, for those who don't see it.</summary>
    public string AlternativeText
    {
        get
        {
            string map = $"Chest film with a heat map of what raises the score of {Finding.Name}";
            if (Values.Count == 0 || Values.Max() <= 0)
            {
                return $"{map}: nothing does.";
            }

            int warmest = Values.Select((value, i) => (value, i)).MaxBy(x => x.value).i;
            double row = ((warmest / Side) + 0.5) / Side, column = ((warmest % Side) + 0.5) / Side;
            string down = row < 1 / 3d ? "upper" : row > 2 / 3d ? "lower" : "middle", across = column < 1 / 3d ? "left" : column > 2 / 3d ? "right" : "middle";
            return $"{map}: from dark red to yellow the more, most in the {(down == across ? "middle" : $"{down} {across}")} of the picture.";
        }
    }
}

/// <summary>How heat maps are drawn.</summary>
public sealed record HeatMapOptions
{
    /// <summary>The side of the picture in pixels, 32…2048.</summary>
    public int PictureSide { get; init; } = 448;

    /// <summary>How much of the film the warmest place covers, above 0 and at most 1.</summary>
    public double Strength { get; init; } = 0.65;

    internal void Validate()
    {
        if (PictureSide is < 32 or > 2048 || Strength is not (> 0 and <= 1))
        {
            throw new InvalidInputException($"PictureSide is {PictureSide} and Strength {Strength}; they must lie in 32…2048 and (0, 1].");
        }
    }
}
