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
}
