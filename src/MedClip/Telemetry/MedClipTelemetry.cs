using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MedClip;

/// <summary>
/// The names by which an application listens: <c>AddSource(MedClipTelemetry.Name)</c>, <c>AddMeter(MedClipTelemetry.Name)</c>. Spans and histograms follow the conventions for generative AI
/// (<c>gen_ai.*</c>, https://opentelemetry.io/docs/specs/semconv/gen-ai/); the rest is <c>medclip.*</c>. Nothing of a patient is in them: no file names, no texts, no identifiers.
/// </summary>
public static class MedClipTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "MedClip";

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("gen_ai.client.operation.duration", "s", "Time of an embedding call.");
    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("medclip.batch.size", "{item}", "Films or texts of an embedding call.");
    private static readonly Counter<long> RefusedFilms = Meter.CreateCounter<long>("medclip.films.refused", "{film}", "Films that could not be read or embedded, by code.");

    private static readonly Histogram<double> Operations = Meter.CreateHistogram<double>("medclip.operation.duration", "s", "Time of a search or of a classification by a trained head, by medclip.operation.");
    private static readonly Counter<long> PromptsEncoded = Meter.CreateCounter<long>("medclip.prompts.encoded", "{prompt}", "Prompts encoded; they are kept, so that classifying adds none.");

    internal static void Encoded(int prompts) => PromptsEncoded.Add(prompts);

    /// <summary>Measures a search or a classification; disposing what it returns ends it.</summary>
    internal static Operation Measure(string operation) => new(operation);

    internal static void Refused(string code) => RefusedFilms.Add(1, new KeyValuePair<string, object?>("medclip.code", code));

    /// <summary>Measures a call; what it returns ends the span.</summary>
    internal static EmbeddingCall Embedding(string modality, ModelProvenance model, int dimensions, int count) => new(modality, model, dimensions, count);

    internal readonly struct Operation(string name) : IDisposable
    {
        private readonly Activity? activity = Source.StartActivity($"medclip {name}");
        private readonly long start = Stopwatch.GetTimestamp();

        public void Dispose()
        {
            Operations.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>("medclip.operation", name));
            activity?.Dispose();
        }
    }

    internal sealed class EmbeddingCall : IDisposable
    {
        private readonly Activity? activity;
        private readonly TagList tags;
        private readonly long start = Stopwatch.GetTimestamp();
        private string? error;

        public EmbeddingCall(string modality, ModelProvenance model, int dimensions, int count)
        {
            // The folder's own name: a path may name people.
            string name = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(model.Checkpoint));
            tags = new TagList
            {
                { "gen_ai.operation.name", "embeddings" }, { "gen_ai.provider.name", "medclip" }, { "gen_ai.request.model", name }, { "medclip.modality", modality },
            };
            activity = Source.StartActivity($"embeddings {name}", ActivityKind.Internal);
            if (activity is not null)
            {
                foreach (KeyValuePair<string, object?> tag in tags)
                {
                    activity.SetTag(tag.Key, tag.Value);
                }

                activity.SetTag("gen_ai.embeddings.dimension.count", dimensions).SetTag("medclip.model.hash", model.ModelHash).SetTag("medclip.batch.size", count);
            }

            BatchSize.Record(count, tags);
        }

        public void Failed(Exception exception)
        {
            error = exception.GetType().FullName;
            activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", error);
        }

        public void Dispose()
        {
            TagList all = tags;
            if (error is not null)
            {
                all.Add("error.type", error);
            }

            Duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, all);
            activity?.Dispose();
        }
    }
}
