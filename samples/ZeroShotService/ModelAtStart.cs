using MedClip;

namespace ZeroShotService;

/// <summary>Loads the model before the first request, so that nobody waits for it and a bad checkpoint ends the start.</summary>
/// <param name="services">Where the model comes from.</param>
internal sealed class ModelAtStart(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.Run(services.GetRequiredService<ZeroShotClassifier>, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
