using System.CommandLine;
using System.CommandLine.Help;
using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Cli;

/// <summary>The command line as a whole.</summary>
internal static class RootSyntax
{
    private static readonly (string Name, Func<IServiceProvider, Command> Make)[] Commands =
    [
        ("pretrain", services => new PretrainSyntax().RunBy(services)),
        ("launch", services => new LaunchSyntax().RunBy(services)),
        ("zeroshot", services => new ZeroShotSyntax().RunBy(services)),
        ("calibrate", services => new CalibrateSyntax().RunBy(services)),
        ("gate", services => new GateSyntax().RunBy(services)),
        ("heatmap", services => new HeatMapSyntax().RunBy(services)),
        ("classify", services => new ClassifySyntax().RunBy(services)),
        ("probe", services => new ProbeSyntax().RunBy(services)),
        ("finetune", services => new FinetuneSyntax().RunBy(services)),
        ("retrieve", services => new RetrieveSyntax().RunBy(services)),
        ("index", services => new IndexSyntax().RunBy(services)),
        ("evaluate", services => new EvaluateSyntax().RunBy(services)),
        ("reproduce", services => new ReproduceSyntax(services.GetServices<IArtefact>()).RunBy(services)),
        ("tsne", services => new TsneSyntax().RunBy(services)),
        ("report", services => new ReportSyntax().RunBy(services)),
        ("embed", services => new EmbedSyntax().RunBy(services)),
        ("convert", services => new ConvertSyntax().RunBy(services)),
        ("inspect", services => new InspectSyntax().RunBy(services)),
        ("tokenize", services => new TokenizeSyntax().RunBy(services)),
        ("label", services => new LabelSyntax().RunBy(services)),
        ("label-eval", services => new LabelEvalSyntax().RunBy(services)),
        ("assert", services => new AssertSyntax().RunBy(services)),
        ("phantom", services => new PhantomSyntax().RunBy(services)),
        ("prepare", services => new PrepareSyntax().RunBy(services)),
        ("leaks", services => new LeaksSyntax().RunBy(services)),
        ("cache", services => new CacheSyntax().RunBy(services)),
        ("image", services => new ImageSyntax().RunBy(services)),
        ("dicom", services => new DicomSyntax().RunBy(services)),
        ("doctor", services => new DoctorSyntax().RunBy(services)),
        ("completions", services => new CompletionsSyntax(services.GetRequiredService<CliConsole>())),
    ];

    /// <summary>The names of all commands, in the order of the help.</summary>
    public static IEnumerable<string> Names => Commands.Select(command => command.Name);

    /// <summary>Makes the commands.</summary>
    /// <param name="services">Run them.</param>
    /// <param name="first">The command line's first word. Where it is the name of a command, the others are not made: declaring all options takes longer than starting .NET.</param>
    public static RootCommand Build(IServiceProvider services, string? first = null)
    {
        // Scripts for shells complete all commands.
        bool one = first != "completions" && Names.Contains(first);
        var root = new RootCommand("MedCLIP: learn from unpaired chest films and report sentences, and use what was learnt.");
        foreach ((_, Func<IServiceProvider, Command> make) in Commands.Where(command => !one || command.Name == first))
        {
            root.Add(make(services));
        }

        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new CommandHelp((HelpAction)help.Action!);
        return root;
    }
}
