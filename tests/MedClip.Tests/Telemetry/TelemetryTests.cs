using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MedClip.Tests;

[Collection("telemetry")]
public sealed class TelemetryTests
{
    [Fact]
    public void Searches_and_prompts_are_measured_without_what_was_asked()
    {
        using var embedder = new Embedder(new FakeEncoder(FindingSet.Of("Edema")));
        var measured = new List<(string Name, string Tags, double Value)>();
        using var meters = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == MedClipTelemetry.Name) { l.EnableMeasurementEvents(instrument); } } };
        meters.SetMeasurementEventCallback<double>((i, value, tags, _) => { lock (measured) { measured.Add((i.Name, string.Join(' ', tags.ToArray()), value)); } });
        meters.SetMeasurementEventCallback<long>((i, value, tags, _) => { lock (measured) { measured.Add((i.Name, string.Join(' ', tags.ToArray()), value)); } });
        meters.Start();

        var prompts = new MedClip.Models.PromptSet([new(Finding.Edema, ["10", "20"], ["200"])]);
        using var classifier = new ZeroShotClassifier(embedder, new ZeroShotOptions { Prompts = prompts });
        using Retriever texts = Retriever.OverTexts(embedder, ["10", "100"]);
        texts.FindByText("42");

        measured.Where(m => m.Name == "medclip.prompts.encoded").Select(m => m.Value).ShouldBe([3]);
        measured.Single(m => m.Name == "medclip.operation.duration").Tags.ShouldBe("[medclip.operation, search]");
        measured.ShouldAllBe(m => !m.Tags.Contains("42"));
    }

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
