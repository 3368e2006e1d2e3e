using System.Text.Json;

namespace MedClip.Evaluation;

/// <summary>How training went: loss by step and the validation metric by step.</summary>
/// <param name="Loss">The training loss; thinned to at most 400 points by means over equal stretches.</param>
/// <param name="Validation">The validation metric; empty when nothing validated.</param>
/// <param name="ValidationName">What that metric is.</param>
public sealed record TrainingCurve(IReadOnlyList<ChartPoint> Loss, IReadOnlyList<ChartPoint> Validation, string ValidationName = "Validation metric")
{
    private const int MostPoints = 400;
    private const long MostBytes = 256L << 20;

    /// <summary>
    /// Reads a run's <c>log.jsonl</c>: lines with <c>step</c> and <c>loss</c>, and lines with <c>step</c> and <c>metric</c> (and <c>metricName</c>).
    /// A line that is cut off, as a killed run leaves, is passed over; a step told twice, as a resumed run does, counts as told last.
    /// </summary>
    /// <param name="path">The log file.</param>
    /// <exception cref="InvalidInputException">The file is missing, too large, or holds no step.</exception>
    public static TrainingCurve Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > MostBytes)
        {
            throw InvalidInputException.At(path, null, file.Exists ? $"the log has {file.Length} bytes; at most {MostBytes} are read." : "there is no such log.");
        }

        var loss = new SortedDictionary<double, double>();
        var validation = new SortedDictionary<double, double>();
        string name = "Validation metric";
        foreach (string line in File.ReadLines(path))
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                Take(document.RootElement, "loss", loss);
                Take(document.RootElement, "metric", validation);
                name = document.RootElement.TryGetProperty("metricName", out JsonElement said) ? said.ToString() : name;
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                continue;
            }
        }

        return loss.Count + validation.Count > 0
            ? new TrainingCurve(Thin(loss), [.. validation.Select(p => new ChartPoint(p.Key, p.Value))], name)
            : throw InvalidInputException.At(path, null, "the log holds no step.");
    }

    private static void Take(JsonElement line, string key, SortedDictionary<double, double> points)
    {
        if (line.TryGetProperty("step", out JsonElement step) && step.TryGetDouble(out double x)
            && line.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double y))
        {
            points[x] = y;
        }
    }

    private static ChartPoint[] Thin(SortedDictionary<double, double> points)
    {
        int stretch = Math.Max(1, (points.Count + MostPoints - 1) / MostPoints);
        return [.. points.Chunk(stretch).Select(part => new ChartPoint(part[^1].Key, part.Average(p => p.Value)))];
    }
}
