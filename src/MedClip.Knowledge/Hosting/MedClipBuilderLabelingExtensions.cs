using MedClip;
using MedClip.Knowledge;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds report labelling to an application's services.</summary>
public static class MedClipBuilderLabelingExtensions
{
    /// <summary>
    /// Registers a <see cref="ReportLabeler"/> as a singleton. Called again, it registers nothing more; each call's settings apply, in order. Options are checked when the host starts.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options; null for the defaults.</param>
    /// <returns>The builder.</returns>
    public static MedClipBuilder AddLabeling(this MedClipBuilder builder, Action<LabelerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OptionsBuilder<LabelerOptions> options = builder.Services.AddOptions<LabelerOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LabelerOptions>, LabelerOptionsValidator>());
        builder.Services.TryAddSingleton(provider => new ReportLabeler(provider.GetRequiredService<IOptions<LabelerOptions>>().Value));
        return builder;
    }

    /// <summary>The same with options from the application's configuration: <c>Policy</c>, <c>NoFinding</c>, <c>ImpliedAbsence</c>, <c>TolerateMisspellings</c>; other keys are refused.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configuration">The section that holds them.</param>
    /// <returns>The builder.</returns>
    public static MedClipBuilder AddLabeling(this MedClipBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return builder.AddLabeling(options => LabelerSettings.Apply(configuration, options));
    }
}
