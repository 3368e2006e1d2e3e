using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace MedClip.ServiceLoad;

/// <summary>Sends films, broken ones among them, and looks at every answer.</summary>
internal static class LoadRun
{
    public static async Task<LoadResult> RunAsync(ServiceProcess service, LoadPlan plan, Action<string>? say = null)
    {
        var films = new LoadFilms(plan.Seed);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = plan.Parallel }) { BaseAddress = service.Address, Timeout = TimeSpan.FromMinutes(5) };
        var statuses = new ConcurrentDictionary<int, int>();
        var times = new ConcurrentBag<double>();
        var unexpected = new ConcurrentQueue<string>();
        var memory = new double[3];
        int givenUp = 0;
        int done = 0;
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, plan.Requests, new ParallelOptions { MaxDegreeOfParallelism = plan.Parallel }, async (i, _) =>
        {
            SplitMix64 random = new SeedSequence(plan.Seed).For("requests").At(i).ToRandom();
            double draw = random.NextDouble(0, 1);
            bool isBroken = draw < plan.Broken;
            bool isCancelled = !isBroken && draw < plan.Broken + plan.Cancelled;
            using var patience = new CancellationTokenSource();
            if (isCancelled)
            {
                patience.CancelAfter(random.Next(30));
            }

            using var content = new ByteArrayContent(isBroken ? films.Broken(i) : films.Good(i));
            content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            long sent = Stopwatch.GetTimestamp();
            try
            {
                using HttpResponseMessage answer = await client.PostAsync("/v1/films", content, patience.Token);
                await answer.Content.ReadAsByteArrayAsync(patience.Token);
                statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, n) => n + 1);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                }

                if (!IsExpected(answer.StatusCode, isBroken))
                {
                    unexpected.Enqueue($"request {i}{(isBroken ? $", broken in way {i % films.BrokenKinds}" : "")}: {(int)answer.StatusCode}");
                }
            }
            catch (OperationCanceledException) when (isCancelled)
            {
                Interlocked.Increment(ref givenUp);
            }
            catch (HttpRequestException e)
            {
                unexpected.Enqueue($"request {i}: {e.Message}");
            }

            int now = Interlocked.Increment(ref done);
            if (now == Math.Max(1, plan.Requests / 10) || now == plan.Requests / 2 || now == plan.Requests)
            {
                memory[now == plan.Requests ? 2 : now == plan.Requests / 2 ? 1 : 0] = service.MemoryMegabytes;
                say?.Invoke($"{now} requests done, {service.MemoryMegabytes:0} MB");
            }
        });
        double[] ordered = [.. times.Order()];
        double At(double share) => ordered.Length == 0 ? double.NaN : ordered[Math.Min(ordered.Length - 1, (int)(share * ordered.Length))];
        unexpected.TryPeek(out string? first);
        return new LoadResult(statuses, givenUp, unexpected.Count, first, Stopwatch.GetElapsedTime(start).TotalSeconds, At(0.5), At(0.99), memory);
    }

    private static bool IsExpected(HttpStatusCode status, bool isBroken) =>
        status == HttpStatusCode.ServiceUnavailable || (isBroken ? (int)status is >= 400 and < 500 : status == HttpStatusCode.OK);
}
