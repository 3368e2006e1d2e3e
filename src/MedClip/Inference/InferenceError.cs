namespace MedClip;

/// <summary>Why one input of a batch was refused; the others of the batch go on.</summary>
/// <param name="Code">A stable word for programs, one of the constants here.</param>
/// <param name="Message">A sentence for people: which file, what is wrong, what to do.</param>
public sealed record InferenceError(string Code, string Message)
{
    /// <summary>There is no such file.</summary>
    public const string ImageMissing = "image_missing";

    /// <summary>The file is there, but it is no picture that can be read whole.</summary>
    public const string ImageUnreadable = "image_unreadable";

    /// <summary>The picture does not look like an upright chest film; see <see cref="EmbedderOptions.FilmGate"/>.</summary>
    public const string NotAChestFilm = "not_a_chest_film";

    internal static InferenceError NotAFilm(string name, double score, double threshold) => new(NotAChestFilm, string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{name}: does not look like an upright chest film, dark where there is air (score {score:0.0}, the checkpoint's threshold is {threshold:0.0}). If it is one, switch the gate off."));

    /// <summary>The model gave numbers that are not finite for this picture.</summary>
    public const string EmbeddingNotFinite = "embedding_not_finite";
}
