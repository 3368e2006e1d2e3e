using System.CommandLine;

namespace MedClip.Cli;

/// <summary>The command line as a whole.</summary>
internal static class RootSyntax
{
    public static RootCommand Build(IServiceProvider services) => new("MedCLIP: learn from unpaired chest films and report sentences, and use what was learnt.")
    {
        new PretrainSyntax().RunBy(services),
        new ZeroShotSyntax().RunBy(services),
        new RetrieveSyntax().RunBy(services),
        new EmbedSyntax().RunBy(services),
        new LabelSyntax().RunBy(services),
        new PhantomSyntax().RunBy(services),
        new DoctorSyntax().RunBy(services),
    };
}
