using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ZeroShotService;

/// <summary>What one request and all of them together may take. Section <c>Limits</c> of the configuration.</summary>
public sealed class ServiceLimits
{
    /// <summary>The largest film in bytes; a larger one is answered with 413.</summary>
    [Range(1, 1L << 30)]
    public long MaxBytes { get; set; } = 32L << 20;

    /// <summary>Films that are worked on at the same time.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 2;

    /// <summary>Requests that wait for their turn; the next one is answered with 503.</summary>
    [Range(0, 10_000)]
    public int Queue { get; set; } = 32;

    /// <summary>Requests of one address in a minute; the next one is answered with 429.</summary>
    [Range(1, 1_000_000)]
    public int PerMinute { get; set; } = 600;

    /// <summary>How long a request may take, waiting included.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>Puts <see cref="ServiceLimits"/> in place.</summary>
internal static class ServiceLimitsExtensions
{
    public static ServiceLimits AddLimits(this WebApplicationBuilder builder)
    {
        IConfigurationSection section = builder.Configuration.GetSection("Limits");
        builder.Services.AddOptions<ServiceLimits>().Bind(section, binder => binder.ErrorOnUnknownConfiguration = true).ValidateDataAnnotations().ValidateOnStart();
        ServiceLimits limits = section.Get<ServiceLimits>() ?? new ServiceLimits();

        // The endpoint itself refuses what is over the limit, and Kestrel reads the rest away; with its own limit it would cut the connection while the client still sends, who then hears no 413.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 2 * limits.MaxBytes);
        builder.Services.AddRequestTimeouts();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(
                    context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = limits.PerMinute, Window = TimeSpan.FromMinutes(1) })),
                PartitionedRateLimiter.Create<HttpContext, string>(_ => RateLimitPartition.GetConcurrencyLimiter(
                    "", _ => new ConcurrencyLimiterOptions { PermitLimit = limits.Concurrency, QueueLimit = limits.Queue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst })));
            limiter.OnRejected = (rejected, _) =>
            {
                // Only the window knows when it opens again; a full queue may be free at once.
                bool tooMany = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait);
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
                return new ValueTask(Results.Problem(
                    statusCode: tooMany ? StatusCodes.Status429TooManyRequests : StatusCodes.Status503ServiceUnavailable,
                    title: tooMany ? "Too many films from one address; wait as Retry-After says." : "All places are taken; try again in a moment.").ExecuteAsync(rejected.HttpContext));
            };
        });
        return limits;
    }
}
