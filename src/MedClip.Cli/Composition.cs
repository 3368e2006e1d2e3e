using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Cli;

/// <summary>The one place where the tool's parts are put together.</summary>
internal static class Composition
{
    public static ServiceProvider Build(CliConsole console, TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddSingleton(console);
        services.AddSingleton(clock);
        services.AddMedClip();
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
