using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MedClip.Tests;

[Collection("telemetry")]
public sealed class TelemetryTests
{
    [Fact]
    public void A_call_is_a_span_and_a_duration_without_anything_of_a_patient()
    {
        using var embedder = new Embedder(new FakeEncoder(FindingSet.Competition));
        var spans = new List<Activity>();
        var measured = new List<(string Name, KeyValuePair<string, object?>[] Tags)>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MedClipTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var meters = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == MedClipTelemetry.Name) { l.EnableMeasurementEvents(instrument); } } };
        meters.SetMeasurementEventCallback<double>((i, _, tags, _) => { lock (measured) { measured.Add((i.Name, tags.ToArray())); } });
        meters.SetMeasurementEventCallback<long>((i, _, tags, _) => { lock (measured) { measured.Add((i.Name, tags.ToArray())); } });
        meters.Start();

        embedder.EmbedTexts(["10", "20"]);
        embedder.EmbedImages([Film.FromFile("/nowhere/Jane-Doe.png")]);

        Activity text = spans.Last(s => Equals(s.GetTagItem("medclip.modality"), "text"));
        text.DisplayName.ShouldBe("embeddings fake");
        text.GetTagItem("gen_ai.operation.name").ShouldBe("embeddings");
        text.GetTagItem("gen_ai.embeddings.dimension.count").ShouldBe(2);
        measured.ShouldContain(m => m.Name == "gen_ai.client.operation.duration");
        measured.ShouldContain(m => m.Name == "medclip.films.refused" && m.Tags.Any(t => Equals(t.Value, InferenceError.ImageMissing)));
        spans.SelectMany(s => s.TagObjects).Concat(measured.SelectMany(m => m.Tags)).ShouldAllBe(t => !$"{t.Value}".Contains("Jane"));
    }
}
