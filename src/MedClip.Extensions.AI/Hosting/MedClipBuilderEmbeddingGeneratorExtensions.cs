using MedClip;
using MedClip.Extensions.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds an embedding generator over the model that <c>AddZeroShot</c> added.</summary>
public static class MedClipBuilderEmbeddingGeneratorExtensions
{
    /// <summary>Adds one <see cref="MedClipEmbeddingGenerator"/> as generator of texts and of films. Calling it twice keeps the first.</summary>
    /// <param name="builder">The builder; a model must have been added, else the first use fails.</param>
    /// <returns>The same builder.</returns>
    public static MedClipBuilder AddEmbeddingGenerator(this MedClipBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(provider => new MedClipEmbeddingGenerator(provider.GetRequiredService<Embedder>()));
        builder.Services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider => provider.GetRequiredService<MedClipEmbeddingGenerator>());
        builder.Services.TryAddSingleton<IEmbeddingGenerator<DataContent, Embedding<float>>>(provider => provider.GetRequiredService<MedClipEmbeddingGenerator>());
        return builder;
    }

    /// <summary>The same over a named model, under its name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The key that <c>AddZeroShot</c> was given.</param>
    /// <returns>The same builder.</returns>
    public static MedClipBuilder AddEmbeddingGenerator(this MedClipBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        builder.Services.TryAddKeyedSingleton(name, (provider, key) => new MedClipEmbeddingGenerator(provider.GetRequiredKeyedService<Embedder>(key)));
        builder.Services.TryAddKeyedSingleton<IEmbeddingGenerator<string, Embedding<float>>>(name, (provider, key) => provider.GetRequiredKeyedService<MedClipEmbeddingGenerator>(key));
        builder.Services.TryAddKeyedSingleton<IEmbeddingGenerator<DataContent, Embedding<float>>>(name, (provider, key) => provider.GetRequiredKeyedService<MedClipEmbeddingGenerator>(key));
        return builder;
    }
}
