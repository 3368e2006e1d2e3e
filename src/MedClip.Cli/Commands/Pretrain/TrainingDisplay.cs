using System.Globalization;
using MedClip.Training;

namespace MedClip.Cli;

/// <summary>Shows a run's progress: epoch, smoothed loss, images and sentences a second, share of the time that waits for data, time left.</summary>
internal sealed class TrainingDisplay(IProgressDisplay display) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        display.Report(value.Step, value.TotalSteps, string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {value.Epoch}/{value.Epochs}, loss {value.SmoothedLoss:0.000}, {value.ImagesPerSecond:0} images/s, {value.SentencesPerSecond:0} sentences/s, {100 * value.DataWaitShare:0} % waiting for data, {TimeText.Of(value.TimeLeft)} left"));
    }
}
