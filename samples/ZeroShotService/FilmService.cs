using MedClip;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ZeroShotService;

/// <summary>The composition: one model, limits, one endpoint, health, and an OpenAPI document at <c>/openapi/v1.json</c>.</summary>
public static class FilmService
{
    /// <summary>Builds the application.</summary>
    /// <param name="args">Settings, such as <c>--Model:Checkpoint=run --Limits:Concurrency=2</c>.</param>
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);

        // The framework's own lines at level Information hold URLs, and a URL that a stranger made may hold a name.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // Why a start failed is told by Program, a line each.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.AddMedClip(medclip => medclip.AddZeroShot(builder.Configuration.GetSection("Model")));
        ServiceLimits limits = builder.AddLimits();
        builder.Services.AddHostedService<ModelAtStart>();
        builder.Services.AddHealthChecks().AddMedClip();
        builder.Services.AddProblemDetails();
        builder.Services.AddOpenApi();

        WebApplication app = builder.Build();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        app.MapPost("/v1/films", FilmEndpoint.ScoreAsync)
            .WithSummary("Scores the findings of one film.")
            .WithDescription($"The body is the film itself. {ResearchUse.Notice}")
            .Accepts<Stream>(FilmEndpoint.MediaTypes[0], FilmEndpoint.MediaTypes[1..])
            .Produces<FilmAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithRequestTimeout(limits.Timeout);
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteHealthAsync }).DisableRateLimiting();
        app.MapOpenApi().DisableRateLimiting();
        return app;
    }

    private static Task WriteHealthAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(new { status = report.Status.ToString(), checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Data) });
}
