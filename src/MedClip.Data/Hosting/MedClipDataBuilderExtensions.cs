using MedClip;
using MedClip.Data;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the data layer to MedCLIP's services.</summary>
public static class MedClipDataBuilderExtensions
{
    /// <summary>Registers an <see cref="IImageDecoder"/> (singleton, thread-safe), unless the application has its own. May be called again.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="limits">What pictures may claim; the defaults when null.</param>
    public static MedClipBuilder AddData(this MedClipBuilder builder, PictureLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<IImageDecoder>(_ => new ImageReader(limits));
        return builder;
    }
}
