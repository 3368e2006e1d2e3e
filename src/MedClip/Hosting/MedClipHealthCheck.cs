using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedClip;

/// <summary>
/// Whether the model answers: loads it if nobody has yet, embeds one fixed sentence and looks at the numbers. The answer holds the model's hash, never a path and nothing of a request.
/// </summary>
/// <param name="load">Gives the model.</param>
public sealed class MedClipHealthCheck(Func<Embedder> load) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return await Task.Run(() => Check(load(), context.Registration.FailureStatus), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The message may name folders: it goes to the log with the exception, not into the answer.
            return new HealthCheckResult(context.Registration.FailureStatus, "The model cannot be used; the log says why.", e);
        }
    }

    private static HealthCheckResult Check(Embedder embedder, HealthStatus failure)
    {
        float[] embedding = embedder.EmbedText(Probe);
        double length = Math.Sqrt(embedding.Sum(x => (double)x * x));
        var data = new Dictionary<string, object> { ["model"] = embedder.Provenance.ModelHash, ["dimensions"] = embedder.Dimensions };
        return Math.Abs(length - 1) < 1e-2
            ? HealthCheckResult.Healthy("The model answers.", data)
            : new HealthCheckResult(failure, $"The model gives an embedding of length {length:0.###} where 1 is due.", data: data);
    }

    /// <summary>The sentence that is embedded.</summary>
    internal const string Probe = "The lungs are clear.";
}
