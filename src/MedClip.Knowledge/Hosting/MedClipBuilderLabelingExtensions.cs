using MedClip;
using MedClip.Knowledge;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds report labelling to an application's services.</summary>
public static class MedClipBuilderLabelingExtensions
{
    /// <summary>
    /// Registers a <see cref="ReportLabeler"/> as a singleton. Called again, it registers nothing more; each call's settings apply, in order.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options; null for the defaults.</param>
    public static MedClipBuilder AddLabeling(this MedClipBuilder builder, Action<LabelerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (configure is not null)
        {
            builder.Services.AddSingleton(new LabelerConfiguration(configure));
        }

        builder.Services.TryAddSingleton(provider =>
        {
            var options = new LabelerOptions();
            foreach (LabelerConfiguration configuration in provider.GetServices<LabelerConfiguration>())
            {
                configuration.Configure(options);
            }

            return new ReportLabeler(options);
        });
        return builder;
    }

    private sealed record LabelerConfiguration(Action<LabelerOptions> Configure);
}
