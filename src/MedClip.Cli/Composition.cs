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
        services.AddMedClip().AddLabeling().AddData();
        services.AddSingleton<FilmReader>();
        services.AddSingleton<IDoctorCheck, MachineCheck>();
        services.AddSingleton<IDoctorCheck, ImagingCheck>();
        services.AddSingleton<IDoctorCheck, DicomCheck>();
        services.AddSingleton<ICliCommand<LabelOptions>, LabelCommand>();
        services.AddSingleton<ICliCommand<PhantomOptions>, PhantomCommand>();
        services.AddSingleton<ICliCommand<DoctorOptions>, DoctorCommand>();
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
