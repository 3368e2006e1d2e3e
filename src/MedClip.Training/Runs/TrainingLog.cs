using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MedClip.Training;

/// <summary>
/// The run's log, one JSON object a line: <c>{"kind":"step",…}</c> and <c>{"kind":"validation",…}</c>. Numbers are written so that they
/// read back exactly; an undefined one is the text "NaN".
/// </summary>
public sealed class TrainingLog : IDisposable
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly StreamWriter writer;

    /// <summary>Opens a log for appending.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keepSteps">Lines of later steps are removed first: a resumed run writes them again.</param>
    public TrainingLog(string path, long keepSteps)
    {
        if (File.Exists(path))
        {
            string[] kept = [.. File.ReadLines(path).Where(line => StepOf(line) <= keepSteps)];
            AtomicFile.WriteText(path, string.Concat(kept.Select(line => line + "\n")));
        }

        writer = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }

    /// <summary>Writes a step.</summary>
    /// <param name="progress">The progress after the step.</param>
    public void Step(TrainingProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        Write(new
        {
            Kind = "step",
            progress.Step,
            progress.Epoch,
            progress.Last.Loss,
            progress.SmoothedLoss,
            progress.Last.GradientNorm,
            progress.Last.LearningRate,
            progress.Last.LogScale,
            progress.Last.Skipped,
            progress.ImagesPerSecond,
            progress.SentencesPerSecond,
            progress.DataWaitShare,
        });
    }

    /// <summary>Writes a validation.</summary>
    /// <param name="moment">When it was.</param>
    /// <param name="result">What it found.</param>
    /// <param name="best">Whether it is the best so far.</param>
    public void Validation(ValidationMoment moment, ValidationResult result, bool best)
    {
        ArgumentNullException.ThrowIfNull(moment);
        ArgumentNullException.ThrowIfNull(result);
        Write(new { Kind = "validation", moment.Step, moment.Epoch, result.MetricName, result.Metric, Best = best, result.Details });
    }

    /// <summary>Writes which films could not be read so far.</summary>
    /// <param name="step">The step at which that was known.</param>
    /// <param name="films">The films, with the reasons.</param>
    public void Unreadable(long step, IReadOnlyList<MedClip.Data.UnreadableImage> films)
    {
        ArgumentNullException.ThrowIfNull(films);
        Write(new { Kind = "unreadable", Step = step, films.Count, Films = films });
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private void Write(object line) => writer.WriteLine(JsonSerializer.Serialize(line, Format));

    // A line that was cut off by a kill has no step, and goes.
    private static long StepOf(string line)
    {
        try
        {
            return (long?)JsonNode.Parse(line)?["step"] ?? long.MaxValue;
        }
        catch (JsonException)
        {
            return long.MaxValue;
        }
    }
}
