namespace MedClip.Cli.Tests;

public class DoctorCommandTests
{
    private sealed class Check(params DoctorFinding[] findings) : IDoctorCheck
    {
        public IEnumerable<DoctorFinding> Examine() => findings;
    }

    private static async Task<(CommandOutcome Outcome, string Text)> Run(params DoctorFinding[] findings)
    {
        using var output = new StringWriter();
        var console = new CliConsole(output, TextWriter.Null, new TerminalFacts(true, null, null), TimeProvider.System);
        CommandOutcome outcome = await new DoctorCommand([new Check(findings)], console).RunAsync(new DoctorOptions(), CancellationToken.None);
        return (outcome, output.ToString());
    }

    [Fact]
    public async Task A_missing_thing_fails_and_comes_with_its_remedy()
    {
        (CommandOutcome outcome, string text) = await Run(DoctorFinding.Good("cores", "2"), DoctorFinding.Missing("libtorch", "not found", "apt-get install libtorch-dev"));

        outcome.ShouldBe(CommandOutcome.Failed);
        text.ShouldContain("MISSING  libtorch");
        text.ShouldContain("-> apt-get install libtorch-dev");
        text.ShouldContain("1 needed thing is missing");
    }

    [Fact]
    public async Task Advice_does_not_fail()
    {
        (CommandOutcome outcome, string text) = await Run(DoctorFinding.Advice("BLAS", "reference", "install OpenBLAS"));

        outcome.ShouldBe(CommandOutcome.Success);
        text.ShouldContain("everything needed is there");
    }

    [Fact]
    public void The_machine_is_described_without_an_error() => new MachineCheck().Examine().ShouldNotContain(finding => finding.State == DoctorState.Missing);

    [Fact]
    public void A_library_that_is_not_there_comes_with_its_remedy()
    {
        DoctorFinding finding = new SharedLibraryCheck("nothing", ["libmedclip_nothing.so"], "tests", "apt-get install nothing").Examine().Single();

        finding.State.ShouldBe(DoctorState.Advice);
        finding.Remedy.ShouldBe("apt-get install nothing");
    }

    [Fact]
    public void The_engine_and_the_imaging_libraries_of_this_machine_are_described()
    {
        DoctorFinding[] findings = [.. new EngineCheck().Examine(), .. new ImagingCheck().Examine()];

        findings.ShouldNotContain(finding => finding.State == DoctorState.Missing);
        findings.ShouldContain(finding => finding.Subject == "matrix product");
    }
}
