using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Cli.Tests;

public sealed class RootSyntaxTests : IDisposable
{
    private readonly ServiceProvider services = Composition.Build(
        new CliConsole(TextWriter.Null, TextWriter.Null, TerminalFacts.OfProcess(), TimeProvider.System), TimeProvider.System);

    [Fact]
    public void Every_command_has_the_name_that_it_is_looked_up_by() =>
        RootSyntax.Build(services).Subcommands.Select(command => command.Name).ShouldBe(RootSyntax.Names);

    [Fact]
    public void A_command_line_that_names_a_command_makes_only_that_one()
    {
        foreach (string name in RootSyntax.Names.Where(name => name != "completions"))
        {
            RootSyntax.Build(services, name).Subcommands.Select(command => command.Name).ShouldBe([name]);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("--help")]
    [InlineData("zeroshoot")]
    [InlineData("completions")]
    public void Any_other_makes_all(string? first) => RootSyntax.Build(services, first).Subcommands.Count.ShouldBe(RootSyntax.Names.Count());

    public void Dispose() => services.Dispose();
}
