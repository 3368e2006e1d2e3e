using System.Net;
using MedClip.ServiceLoad;

namespace MedClip.Samples.Tests;

/// <summary>The service under load; <c>./build.sh bench service</c> is the same at length.</summary>
public sealed class ServiceLoadTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Films_broken_ones_and_callers_that_give_up_among_them_are_all_answered_as_they_should()
    {
        LoadResult result = await LoadRun.RunAsync(service.Process, new LoadPlan { Requests = 200, Parallel = 32, Seed = 2 });

        result.FirstUnexpected.ShouldBeNull();
        (result.Statuses.Values.Sum() + result.GivenUp).ShouldBe(200);
        result.Statuses[200].ShouldBeGreaterThan(100);
        result.Statuses[422].ShouldBeGreaterThan(2);
        service.Process.Log.ShouldNotContain("Unhandled");
        service.Process.Log.ShouldNotContain("fail:");
    }

    [Fact]
    public async Task When_all_places_are_taken_the_next_is_told_to_come_again()
    {
        await using ServiceProcess narrow = await ServiceProcess.StartAsync(service.Checkpoint, "--Limits:Concurrency=1", "--Limits:Queue=0", "--Limits:PerMinute=100000");

        LoadResult result = await LoadRun.RunAsync(narrow, new LoadPlan { Requests = 150, Parallel = 32, Broken = 0, Cancelled = 0 });

        result.FirstUnexpected.ShouldBeNull();
        result.Statuses.Keys.Order().ShouldBe([200, 503]);
    }

    [Fact]
    public async Task One_address_gets_so_many_answers_a_minute_while_health_stays_open()
    {
        await using ServiceProcess strict = await ServiceProcess.StartAsync(service.Checkpoint, "--Limits:PerMinute=2");
        using var client = new HttpClient { BaseAddress = strict.Address };
        var statuses = new List<HttpStatusCode>();
        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage response = await RunningService.PostAsync(client, service.Films.Good(i));
            statuses.Add(response.StatusCode);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                response.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
            }
        }

        statuses.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
        (await client.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_service_that_is_not_set_up_right_does_not_start_and_says_all_that_is_wrong()
    {
        (int exit, string log) = await ServiceProcess.RunToEndAsync("no/such/run", "--Limits:Concurrency=0", "--Model:Colour=red");

        exit.ShouldBe(1);
        log.ShouldContain("Concurrency");
        log.ShouldContain("Colour");
        log.ShouldNotContain("   at ");
    }
}
