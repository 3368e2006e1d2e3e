using MedClip;
using MedClip.Training;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds training to an application's services.</summary>
public static class MedClipBuilderTrainingExtensions
{
    /// <summary>
    /// Registers <see cref="TrainingOptions"/>, validated when first read. May be called again; later calls change the same options.
    /// Trainers are made with <c>new</c> from these options and the parts of the run.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options; null keeps the defaults.</param>
    /// <returns>The builder.</returns>
    public static MedClipBuilder AddTraining(this MedClipBuilder builder, Action<TrainingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OptionsBuilder<TrainingOptions> options = builder.Services.AddOptions<TrainingOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TrainingOptions>, TrainingOptionsValidator>());
        builder.Services.TryAddTransient(services => services.GetRequiredService<IOptions<TrainingOptions>>().Value.Objective.Create(
            services.GetRequiredService<IOptions<TrainingOptions>>().Value.Behaviour));
        return builder;
    }
}
