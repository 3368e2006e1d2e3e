namespace MedClip.Cli;

/// <summary>Prints what each check found; fails when something needed is missing.</summary>
internal sealed class DoctorCommand(IEnumerable<IDoctorCheck> checks, CliConsole console) : ICliCommand<DoctorOptions>
{
    public Task<CommandOutcome> RunAsync(DoctorOptions options, CancellationToken cancellation)
    {
        int missing = 0;
        foreach (DoctorFinding finding in checks.SelectMany(check => check.Examine()))
        {
            cancellation.ThrowIfCancellationRequested();
            string mark = finding.State switch
            {
                DoctorState.Good => "ok     ",
                DoctorState.Advice => "advice ",
                _ => "MISSING",
            };
            console.Out.WriteLine($"{mark}  {finding.Subject,-20} {finding.Found}");
            if (finding.Remedy is not null)
            {
                console.Out.WriteLine($"{"",-9}{"",-20} -> {finding.Remedy}");
            }

            missing += finding.State == DoctorState.Missing ? 1 : 0;
        }

        console.Out.WriteLine(missing == 0 ? "everything needed is there" : $"{missing} needed thing{(missing > 1 ? "s are" : " is")} missing");
        return Task.FromResult(missing == 0 ? CommandOutcome.Success : CommandOutcome.Failed);
    }
}
