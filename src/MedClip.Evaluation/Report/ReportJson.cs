using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MedClip.Evaluation;

/// <summary>Every number of a report as JSON: full precision, <c>null</c> where a number is not defined. Pictures stay in the page.</summary>
public static partial class ReportJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FiniteNumber(), new FindingAsName(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>A report as JSON text.</summary>
    /// <param name="report">The report.</param>
    public static string ToJson(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonSerializer.Serialize(
            new
            {
                report.Title,
                report.PaperTables,
                report.PaperCurves,
                report.ZeroShot,
                report.PromptDraws,
                report.Probe,
                report.Retrieval,
                report.MoreRetrievals,
                report.Similarities,
                report.Geometry,
                report.LocalZeroShot,
                report.PromptLearning,
                report.NoisyLabels,
                report.Operation,
                report.CrossFits,
                report.Subgroups,
                Plots = report.Plots.Select(p => new { p.Title, p.Silhouette, Points = p.Points.Select(x => new { x.X, x.Y, x.Class, x.Name }) }),
                report.Training,
                Examples = report.Examples.Select(e => new { e.Name, e.Present, e.Scores, e.Texts }),
                HeatMaps = report.HeatMaps.Select(h => new { h.Finding, h.Name, h.Score, h.Present, h.Values, h.Description }),
                Provenance = report.Provenance.Select(p => new Fact(p.Key, p.Value)),
                report.Remarks,
            },
            Options);
    }

    /// <summary>Writes a report's numbers.</summary>
    /// <param name="path">Where the file is to stand; written aside and renamed.</param>
    /// <param name="report">The report.</param>
    public static void Write(string path, EvaluationReport report)
    {
        byte[] json = Encoding.UTF8.GetBytes(ToJson(report) + "\n");
        AtomicFile.Write(path, stream => stream.Write(json));
    }

    private sealed class FiniteNumber : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }

    private sealed class FindingAsName : JsonConverter<Finding>
    {
        public override Finding Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Finding value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
    }
}
