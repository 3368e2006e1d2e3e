using System.CommandLine;
using System.CommandLine.Help;
using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Cli;

/// <summary>The command line as a whole.</summary>
internal static class RootSyntax
{
    public static RootCommand Build(IServiceProvider services)
    {
        var root = new RootCommand("MedCLIP: learn from unpaired chest films and report sentences, and use what was learnt.")
        {
            new PretrainSyntax().RunBy(services),
            new LaunchSyntax().RunBy(services),
            new ZeroShotSyntax().RunBy(services),
            new CalibrateSyntax().RunBy(services),
            new GateSyntax().RunBy(services),
            new HeatMapSyntax().RunBy(services),
            new ClassifySyntax().RunBy(services),
            new ProbeSyntax().RunBy(services),
            new FinetuneSyntax().RunBy(services),
            new RetrieveSyntax().RunBy(services),
            new IndexSyntax().RunBy(services),
            new EvaluateSyntax().RunBy(services),
            new ReproduceSyntax(services.GetServices<IArtefact>()).RunBy(services),
            new TsneSyntax().RunBy(services),
            new ReportSyntax().RunBy(services),
            new EmbedSyntax().RunBy(services),
            new ConvertSyntax().RunBy(services),
            new InspectSyntax().RunBy(services),
            new TokenizeSyntax().RunBy(services),
            new LabelSyntax().RunBy(services),
            new LabelEvalSyntax().RunBy(services),
            new AssertSyntax().RunBy(services),
            new PhantomSyntax().RunBy(services),
            new PrepareSyntax().RunBy(services),
            new LeaksSyntax().RunBy(services),
            new CacheSyntax().RunBy(services),
            new ImageSyntax().RunBy(services),
            new DicomSyntax().RunBy(services),
            new DoctorSyntax().RunBy(services),
            new CompletionsSyntax(services.GetRequiredService<CliConsole>()),
        };
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new CommandHelp((HelpAction)help.Action!);
        return root;
    }
}
