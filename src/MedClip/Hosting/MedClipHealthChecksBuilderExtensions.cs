using MedClip;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds MedCLIP's model to an application's health checks: <c>services.AddHealthChecks().AddMedClip()</c>.</summary>
public static class MedClipHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that the model answers.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="model">The name under which <c>AddZeroShot</c> added the model; null for the one without a name.</param>
    /// <param name="failureStatus">What a failing model means; null: unhealthy.</param>
    /// <param name="tags">Tags of the check.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddMedClip(this IHealthChecksBuilder builder, string? model = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            model is null ? "medclip" : $"medclip {model}",
            provider => new MedClipHealthCheck(() => model is null ? provider.GetRequiredService<Embedder>() : provider.GetRequiredKeyedService<Embedder>(model)),
            failureStatus, tags));
    }
}
