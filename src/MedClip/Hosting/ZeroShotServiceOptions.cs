using MedClip.Data;
using MedClip.Models;

namespace MedClip;

/// <summary>A model as an application's configuration describes it. <see cref="ZeroShotServiceOptionsValidator"/> checks it when the host starts.</summary>
public sealed class ZeroShotServiceOptions
{
    /// <summary>A checkpoint folder, or a run folder (its best checkpoint, else its last). Required.</summary>
    public string? Checkpoint { get; set; }

    /// <summary>The findings to score, by name; null: all that the model learned.</summary>
    public IList<string>? Findings { get; set; }

    /// <summary>See <see cref="ZeroShotOptions.ScoreUnlearned"/>. Default: false.</summary>
    public bool ScoreUnlearned { get; set; }

    /// <summary>A file of prompts; null for the built-in ones.</summary>
    public string? Prompts { get; set; }

    /// <summary>How several prompts of a finding are joined. Default: the mean of their embeddings.</summary>
    public PromptEnsemble Ensemble { get; set; } = PromptEnsemble.MeanEmbedding;

    /// <summary>Whether a finding's negative prompts count. Default: true.</summary>
    public bool Paired { get; set; } = true;

    /// <summary>Scores at or above which findings are called present, by the findings' names; null: none.</summary>
    public IDictionary<string, double>? Thresholds { get; set; }

    /// <summary>Films or texts encoded at once, 1…1024. Default: 32.</summary>
    public int BatchSize { get; set; } = 32;

    /// <summary>Films decoded at the same time, 1…256; null: as many as there are cores.</summary>
    public int? DecodingThreads { get; set; }

    /// <summary><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>. Default: cpu.</summary>
    public string Device { get; set; } = "cpu";

    /// <summary>In what precision the model computes. Default: float32.</summary>
    public NumericPrecision Precision { get; set; } = NumericPrecision.Float32;

    /// <summary>How texts are put into batches. Default: exact.</summary>
    public TextBatching TextBatching { get; set; } = TextBatching.Exact;

    /// <summary>The most pixels that a picture may claim; null for <see cref="PictureLimits"/>' own.</summary>
    public long? MaxPixels { get; set; }

    /// <summary>Whether pictures that are no upright chest films are refused; see <see cref="EmbedderOptions.FilmGate"/>. Default: null, where the checkpoint has a gate.</summary>
    public bool? FilmGate { get; set; }

    internal EmbedderOptions ToEmbedderOptions() => new()
    {
        BatchSize = BatchSize,
        DecodingThreads = DecodingThreads,
        Device = Device,
        Precision = Precision,
        TextBatching = TextBatching,
        FilmGate = FilmGate,
        Pictures = MaxPixels is { } pixels ? new PictureLimits { MaxPixels = pixels } : null,
    };

    internal ZeroShotOptions ToZeroShotOptions() => new()
    {
        Findings = Findings is { } names ? [.. names.Select(name => new Finding(name))] : null,
        ScoreUnlearned = ScoreUnlearned,
        Prompts = Prompts is { } file ? PromptSet.Load(file) : null,
        Ensemble = Ensemble,
        Paired = Paired,
        Thresholds = Thresholds?.ToDictionary(pair => new Finding(pair.Key), pair => pair.Value),
        Embedding = ToEmbedderOptions(),
    };
}
