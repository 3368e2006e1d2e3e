using MedClip;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds inference to an application's services.</summary>
public static class MedClipBuilderZeroShotExtensions
{
    /// <summary>
    /// Adds <see cref="Embedder"/> and <see cref="ZeroShotClassifier"/> as singletons over one checkpoint, loaded at first use and freed
    /// with the service provider. Calling it twice keeps the first.
    /// </summary>
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

    /// <summary>
    /// Adds a checkpoint under a name, so that several stand side by side as keyed singletons:
    /// <c>[FromKeyedServices("name")] ZeroShotClassifier</c>. A name that is taken keeps its first checkpoint.
    /// </summary>
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
}
