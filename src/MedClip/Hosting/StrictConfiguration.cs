using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Binds options to a configuration in which every key must mean something.</summary>
internal static class StrictConfiguration
{
    /// <summary>Sets the options; what cannot be bound is a failure of validation, so that a host that starts tells it beside all others.</summary>
    public static OptionsBuilder<T> BindStrictly<T>(this OptionsBuilder<T> options, IConfiguration configuration)
        where T : class => options.Configure(value =>
        {
            try
            {
                configuration.Bind(value, binder => binder.ErrorOnUnknownConfiguration = true);
            }
            catch (InvalidOperationException e)
            {
                string section = configuration is IConfigurationSection { Path: { Length: > 0 } path } ? $"Section '{path}': " : "";
                throw new OptionsValidationException(options.Name, typeof(T), [$"{section}{e.Message}{(e.InnerException is { } inner ? $" {inner.Message}" : "")}"]);
            }
        });
}
