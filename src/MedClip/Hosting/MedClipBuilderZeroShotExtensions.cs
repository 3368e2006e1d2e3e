using MedClip;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Adds inference to an application's services: <see cref="Embedder"/> and <see cref="ZeroShotClassifier"/> as singletons over one checkpoint, loaded at first use and freed with the service
/// provider. A model with a name is a pair of keyed singletons, so that several stand side by side: <c>[FromKeyedServices("name")] ZeroShotClassifier</c>.
/// </summary>
public static class MedClipBuilderZeroShotExtensions
{
    /// <summary>Adds the checkpoint of a path. Calling it twice keeps the first.</summary>
    /// <param name="builder">The builder from <c>services.AddMedClip()</c>.</param>
    /// <param name="checkpointPath">A checkpoint folder, or a run folder (its best checkpoint, else its last).</param>
    /// <param name="options">What to answer; null for all learned findings by the built-in prompts.</param>
    /// <returns>The same builder.</returns>
    public static MedClipBuilder AddZeroShot(this MedClipBuilder builder, string checkpointPath, ZeroShotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(checkpointPath);
        builder.Services.TryAddSingleton(_ => Embedder.Load(checkpointPath, options?.Embedding));
        builder.Services.TryAddSingleton(provider => new ZeroShotClassifier(provider.GetRequiredService<Embedder>(), options));
        return builder;
    }

    /// <summary>Adds the checkpoint of a path under a name. A name that is taken keeps its first checkpoint.</summary>
    /// <param name="builder">The builder from <c>services.AddMedClip()</c>.</param>
    /// <param name="name">The key.</param>
    /// <param name="checkpointPath">A checkpoint folder or a run folder.</param>
    /// <param name="options">What to answer; null for all learned findings by the built-in prompts.</param>
    /// <returns>The same builder.</returns>
    public static MedClipBuilder AddZeroShot(this MedClipBuilder builder, string name, string checkpointPath, ZeroShotOptions? options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(checkpointPath);
        builder.Services.TryAddKeyedSingleton(name, (_, _) => Embedder.Load(checkpointPath, options?.Embedding));
        builder.Services.TryAddKeyedSingleton(
            name, (provider, key) => new ZeroShotClassifier(provider.GetRequiredKeyedService<Embedder>(key), options));
        return builder;
    }

    /// <summary>Adds a checkpoint by options that are checked when the host starts. May be called again: nothing more is registered, and each call's settings apply, in order.</summary>
    /// <param name="builder">The builder from <c>services.AddMedClip()</c>.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The same builder.</returns>
    public static MedClipBuilder AddZeroShot(this MedClipBuilder builder, Action<ZeroShotServiceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        OptionsOf(builder, Options.Options.DefaultName).Configure(configure);
        return builder.AddFromOptions();
    }

    /// <summary>Adds a checkpoint by the application's configuration, by the names of <see cref="ZeroShotServiceOptions"/>; unknown keys are refused.</summary>
    /// <param name="builder">The builder from <c>services.AddMedClip()</c>.</param>
    /// <param name="configuration">The section that holds the options.</param>
    /// <returns>The same builder.</returns>
    public static MedClipBuilder AddZeroShot(this MedClipBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        OptionsOf(builder, Options.Options.DefaultName).BindStrictly(configuration);
        return builder.AddFromOptions();
    }

    /// <summary>Adds a checkpoint under a name, by options that are checked when the host starts.</summary>
    /// <param name="builder">The builder from <c>services.AddMedClip()</c>.</param>
    /// <param name="name">The key of the services and the name of the options.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The same builder.</returns>
    public static MedClipBuilder AddZeroShot(this MedClipBuilder builder, string name, Action<ZeroShotServiceOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        OptionsOf(builder, name).Configure(configure);
        return builder.AddFromOptions(name);
    }

    /// <summary>Adds a checkpoint under a name, by the application's configuration; unknown keys are refused.</summary>
    /// <param name="builder">The builder from <c>services.AddMedClip()</c>.</param>
    /// <param name="name">The key of the services and the name of the options.</param>
    /// <param name="configuration">The section that holds the options.</param>
    /// <returns>The same builder.</returns>
    public static MedClipBuilder AddZeroShot(this MedClipBuilder builder, string name, IConfiguration configuration)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configuration);
        OptionsOf(builder, name).BindStrictly(configuration);
        return builder.AddFromOptions(name);
    }

    private static OptionsBuilder<ZeroShotServiceOptions> OptionsOf(MedClipBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ZeroShotServiceOptions>, ZeroShotServiceOptionsValidator>());
        return builder.Services.AddOptions<ZeroShotServiceOptions>(name).ValidateOnStart();
    }

    private static MedClipBuilder AddFromOptions(this MedClipBuilder builder)
    {
        builder.Services.TryAddSingleton(provider => Load(provider, Options.Options.DefaultName));
        builder.Services.TryAddSingleton(provider => new ZeroShotClassifier(provider.GetRequiredService<Embedder>(), Of(provider, Options.Options.DefaultName).ToZeroShotOptions()));
        return builder;
    }

    private static MedClipBuilder AddFromOptions(this MedClipBuilder builder, string name)
    {
        builder.Services.TryAddKeyedSingleton(name, (provider, _) => Load(provider, name));
        builder.Services.TryAddKeyedSingleton(
            name, (provider, key) => new ZeroShotClassifier(provider.GetRequiredKeyedService<Embedder>(key), Of(provider, name).ToZeroShotOptions()));
        return builder;
    }

    private static ZeroShotServiceOptions Of(IServiceProvider provider, string name) => provider.GetRequiredService<IOptionsMonitor<ZeroShotServiceOptions>>().Get(name);

    private static Embedder Load(IServiceProvider provider, string name)
    {
        ZeroShotServiceOptions options = Of(provider, name);
        return Embedder.Load(options.Checkpoint!, options.ToEmbedderOptions());
    }
}
