using Microsoft.Extensions.DependencyInjection;

namespace MedClip;

/// <summary>The one builder that each layer adds itself to: <c>services.AddMedClip().AddLabeling().AddZeroShot(…)</c>.</summary>
/// <param name="services">The service collection of the application.</param>
public sealed class MedClipBuilder(IServiceCollection services)
{
    /// <summary>The service collection of the application.</summary>
    public IServiceCollection Services { get; } = services;
}
