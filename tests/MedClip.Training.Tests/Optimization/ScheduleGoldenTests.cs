using System.Text.Json;

namespace MedClip.Training.Tests;

[Trait("Category", "Fixtures")]
public sealed class ScheduleGoldenTests
{
    [SkippableFact]
    public void Every_schedule_agrees_with_transformers_at_every_step()
    {
        JsonElement[] cases = [.. Golden.Open("training/schedules.json").GetProperty("cases").EnumerateArray()];
        cases.ShouldNotBeEmpty();
        foreach (JsonElement json in cases.Where(json => !json.TryGetProperty("error", out _)))
        {
            const double Full = 2e-5;
            LearningRateSchedule schedule = Read(json, Full);
            double[] actual = [.. json.GetProperty("lr").EnumerateArray().Select((_, step) => Full * schedule.Factor(step))];
            string name = $"{json.GetProperty("schedule")} {json.GetProperty("warmup")}/{json.GetProperty("total")}";
            actual.ShouldAgree(json.GetProperty("lr").Numbers(), 1e-15, name);
        }
    }

    [SkippableFact]
    public void Warm_up_steps_round_up_as_the_released_code_does()
    {
        foreach (JsonElement json in Golden.Open("training/schedules.json").GetProperty("released_code_warmup_steps").EnumerateArray())
        {
            LearningRateSchedule.WarmupFor(json.GetProperty("steps").GetInt64(), json.GetProperty("ratio").GetDouble())
                .ShouldBe(json.GetProperty("warmup").GetInt64());
        }
    }

    private static LearningRateSchedule Read(JsonElement json, double full)
    {
        double? Given(string key) => json.TryGetProperty(key, out JsonElement value) ? value.GetDouble() : null;
        ScheduleKind kind = json.GetProperty("schedule").GetString() switch
        {
            "constant" => ScheduleKind.Constant,
            "constant_with_warmup" => ScheduleKind.ConstantWithWarmup,
            "linear" => ScheduleKind.Linear,
            "cosine" => ScheduleKind.Cosine,
            "cosine_with_restarts" => ScheduleKind.CosineWithRestarts,
            "inverse_sqrt" => ScheduleKind.InverseSquareRoot,
            "polynomial" => ScheduleKind.Polynomial,
            var other => throw new InvalidOperationException($"an unknown schedule: {other}"),
        };
        return new LearningRateSchedule
        {
            Kind = kind,
            WarmupSteps = json.GetProperty("warmup").GetInt64(),
            TotalSteps = json.GetProperty("total").GetInt64(),
            Cycles = Given("num_cycles") ?? (kind == ScheduleKind.CosineWithRestarts ? 1 : 0.5),
            Power = Given("power") ?? 1,
            EndFactor = kind == ScheduleKind.Polynomial ? (Given("lr_end") ?? 1e-7) / full : 0,
            TimeScale = (long?)Given("timescale"),
        };
    }
}
