using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Cli.Tests;

public class CompositionTests
{
    [Fact]
    public void Every_service_can_be_made()
    {
        var console = new CliConsole(TextWriter.Null, TextWriter.Null, new TerminalFacts(IsRedirected: true, NoColor: null, Term: null), TimeProvider.System);
        ServiceCollection services = Composition.Services(console, TimeProvider.System);
        using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        foreach (ServiceDescriptor service in services.Where(service => !service.ServiceType.ContainsGenericParameters && service.ServiceType.Namespace == nameof(MedClip) + ".Cli"))
        {
            provider.GetServices(service.ServiceType).ShouldAllBe(made => made != null);
        }
    }
}
