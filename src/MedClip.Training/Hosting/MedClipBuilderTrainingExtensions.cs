using MedClip;
using MedClip.Training;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds training to an application's services.</summary>
public static class MedClipBuilderTrainingExtensions
{
    /// <summary>
    /// Registers <see cref="TrainingOptions"/>, validated when the host starts or when first read. May be called again; later calls change the same options.
    /// Runs are made by <see cref="PretrainerFactory"/> (a singleton) from these options and the callbacks of <see cref="AddTrainingCallback{T}"/>, or with <c>new</c>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options; null keeps the defaults.</param>
    /// <returns>The builder.</returns>
    public static MedClipBuilder AddTraining(this MedClipBuilder builder, Action<TrainingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OptionsBuilder<TrainingOptions> options = builder.Services.AddOptions<TrainingOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TrainingOptions>, TrainingOptionsValidator>());
        builder.Services.TryAddTransient(services => services.GetRequiredService<IOptions<TrainingOptions>>().Value.Objective.Create(
            services.GetRequiredService<IOptions<TrainingOptions>>().Value.Behaviour));
        builder.Services.TryAddSingleton(services => new PretrainerFactory(
            services.GetRequiredService<IOptions<TrainingOptions>>(), services.GetServices<ITrainingCallback>(),
            services.GetService<Microsoft.Extensions.Logging.ILogger<Pretrainer>>(), services.GetService<TimeProvider>()));
        return builder;
    }

    /// <summary>The same with options from the application's configuration, by the names of <see cref="TrainingOptions"/>; unknown keys are refused.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configuration">The section that holds them.</param>
    /// <returns>The builder.</returns>
    public static MedClipBuilder AddTraining(this MedClipBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        builder.AddTraining().Services.AddOptions<TrainingOptions>().BindStrictly(configuration);
        return builder;
    }

    /// <summary>Adds a callback (a singleton) to the runs that <see cref="PretrainerFactory"/> makes. Adding the same type again changes nothing.</summary>
    /// <typeparam name="T">The callback.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static MedClipBuilder AddTrainingCallback<T>(this MedClipBuilder builder)
        where T : class, ITrainingCallback
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ITrainingCallback, T>());
        return builder;
    }
}
