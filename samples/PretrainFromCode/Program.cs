// Pre-trains from code, composed by dependency injection, with a callback of its own: PretrainFromCode LABELS.csv REPORTS.csv RUN [EPOCHS]
using System.Globalization;
using MedClip.Data;
using MedClip.Evaluation;
using MedClip.Training;
using Microsoft.Extensions.DependencyInjection;

if (args.Length < 3)
{
    Console.Error.WriteLine("usage: PretrainFromCode LABELS.csv REPORTS.csv RUN [EPOCHS]");
    return 2;
}

var services = new ServiceCollection();
services.AddMedClip()
    .AddTraining(options =>
    {
        options.Epochs = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 20;
        options.Sampling.BatchImages = 16;
    })
    .AddTrainingCallback<StopWhenGoodEnough>();
using ServiceProvider provider = services.BuildServiceProvider();

using Pretrainer pretrainer = provider.GetRequiredService<PretrainerFactory>().Create(new PretrainingSources
{
    Images = ImageTable.Load(args[0]),
    Reports = [ReportTable.Load(args[1])],
    Output = args[2],
    Validator = ZeroShotValidator.ForRun,
});
using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    interrupt.Cancel();
};
TrainingResult result = pretrainer.Run(interrupt.Token);
Console.WriteLine($"{result.Outcome} after {result.Steps} steps, best validation {result.BestMetric:0.000}: {args[2]}");
return 0;

/// <summary>Tells each validation, and ends the run once its metric is high enough.</summary>
internal sealed class StopWhenGoodEnough : ITrainingCallback
{
    private ITrainingControl? run;

    public void Started(ITrainingControl control) => run = control;

    public void Validated(ValidationMoment moment, ValidationResult result, bool isBest)
    {
        Console.WriteLine($"epoch {moment.Epoch}: {result.MetricName} {result.Metric:0.000}");
        if (result.Metric > 0.95)
        {
            run!.Stop();
        }
    }
}
