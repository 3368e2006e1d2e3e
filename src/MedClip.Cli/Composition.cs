using MedClip.Models;
using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Cli;

/// <summary>The one place where the tool's parts are put together.</summary>
internal static class Composition
{
    /// <summary>The tool's services. A test builds every one of them; here that would cost each command its 20 ms.</summary>
    public static ServiceProvider Build(CliConsole console, TimeProvider clock) => Services(console, clock).BuildServiceProvider();

    internal static ServiceCollection Services(CliConsole console, TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddSingleton(console);
        services.AddSingleton(clock);
        services.AddMedClip().AddLabeling().AddData().AddTraining();
        services.AddSingleton<FilmReader>();
        services.AddSingleton<FilmEmbedder>();
        services.AddSingleton<CandidateTexts>();
        services.AddSingleton<ReportWriter>();
        services.AddSingleton<ScoreEvaluation>();
        services.AddSingleton<IDoctorCheck, MachineCheck>();
        services.AddSingleton<IDoctorCheck, EngineCheck>();
        services.AddSingleton<IDoctorCheck, ImagingCheck>();
        services.AddSingleton<IDoctorCheck>(SharedLibraryCheck.JpegTurbo);
        services.AddSingleton<IDoctorCheck>(SharedLibraryCheck.Dcmtk);
        services.AddSingleton<ICliCommand<LabelOptions>, LabelCommand>();
        services.AddSingleton<ICliCommand<LabelEvalOptions>, LabelEvalCommand>();
        services.AddSingleton<ICliCommand<AssertOptions>, AssertCommand>();
        services.AddSingleton<ICliCommand<PhantomOptions>, PhantomCommand>();
        services.AddSingleton<ICliCommand<PretrainOptions>, PretrainCommand>();
        services.AddSingleton<ICliCommand<LaunchOptions>, LaunchCommand>();
        services.AddSingleton<ICliCommand<ZeroShotOptions>, ZeroShotCommand>();
        services.AddSingleton<ICliCommand<CalibrateOptions>, CalibrateCommand>();
        services.AddSingleton<ICliCommand<GateOptions>, GateCommand>();
        services.AddSingleton<ICliCommand<HeatMapCommandOptions>, HeatMapCommand>();
        services.AddSingleton<ICliCommand<ClassifyOptions>, ClassifyCommand>();
        services.AddSingleton<FilmFeatures>();
        services.AddSingleton<ICliCommand<ProbeOptions>, ProbeCommand>();
        services.AddSingleton<ICliCommand<FinetuneOptions>, FinetuneCommand>();
        services.AddSingleton<ICliCommand<TsneCommandOptions>, TsneCommand>();
        services.AddSingleton<ICliCommand<ReportOptions>, ReportCommand>();
        services.AddSingleton<LabelledSentences>();
        services.AddSingleton<DataEfficiencyRuns>();
        services.AddSingleton<IArtefact, Table1>();
        services.AddSingleton<IArtefact, Table2>();
        services.AddSingleton<IArtefact, Table3>();
        services.AddSingleton<IArtefact, Table4>();
        services.AddSingleton<IArtefact, Figure1>();
        services.AddSingleton<IArtefact, Figure2>();
        services.AddSingleton<IArtefact, Figure4>();
        services.AddSingleton<IArtefact, Figure5>();
        services.AddSingleton<ICliCommand<ReproduceOptions>, ReproduceCommand>();
        services.AddSingleton<ICliCommand<RetrieveOptions>, RetrieveCommand>();
        services.AddSingleton<ICliCommand<IndexOptions>, IndexCommand>();
        services.AddSingleton<ICliCommand<EvaluateOptions>, EvaluateCommand>();
        services.AddSingleton<ICliCommand<EmbedOptions>, EmbedCommand>();
        services.AddSingleton<ICliCommand<PrepareOptions>, PrepareCommand>();
        services.AddSingleton<ICliCommand<LeaksOptions>, LeaksCommand>();
        services.AddSingleton<ICliCommand<CacheOptions>, CacheCommand>();
        services.AddSingleton<ICliCommand<DicomOptions>, DicomCommand>();
        services.AddSingleton<ICliCommand<ImageOptions>, ImageCommand>();
        services.AddSingleton<ICliCommand<ConversionOptions>, ConvertCommand>();
        services.AddSingleton<ICliCommand<InspectOptions>, InspectCommand>();
        services.AddSingleton<ICliCommand<TokenizeOptions>, TokenizeCommand>();
        services.AddSingleton<ICliCommand<DoctorOptions>, DoctorCommand>();
        return services;
    }
}
