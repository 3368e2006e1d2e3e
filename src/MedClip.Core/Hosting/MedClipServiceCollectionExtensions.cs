using MedClip;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds MedCLIP to an application's services.</summary>
public static class MedClipServiceCollectionExtensions
{
    /// <summary>Starts the composition; may be called again, and adds nothing by itself.</summary>
    /// <param name="services">The service collection.</param>
    /// <returns>The builder that the layers extend.</returns>
    public static MedClipBuilder AddMedClip(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return new MedClipBuilder(services);
    }

    /// <summary>The same within one call: <c>services.AddMedClip(medclip => medclip.AddLabeling().AddZeroShot("run"))</c>. May be called again.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="configure">Adds the layers.</param>
    /// <returns>The service collection.</returns>
    public static IServiceCollection AddMedClip(this IServiceCollection services, Action<MedClipBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(services.AddMedClip());
        return services;
    }
}
