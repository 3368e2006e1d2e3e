using System.Globalization;
using MedClip.Models;
using MedClip.Training;

namespace MedClip.Cli;

/// <summary>Fine-tunes a checkpoint's image tower (the paper's Table 2, with the whole tower free): pre-training's run with a supervised objective.</summary>
internal sealed class FinetuneCommand(ICliCommand<PretrainOptions> pretrain, CliConsole console) : ICliCommand<FinetuneOptions>
{
    public async Task<CommandOutcome> RunAsync(FinetuneOptions options, CancellationToken cancellation)
    {
        string checkpoint = Checkpoint.Resolve(options.Checkpoint);
        CommandOutcome outcome = await pretrain.RunAsync(
            new PretrainOptions
            {
                Images = options.Images,
                ImageRoot = options.ImageRoot,
                Output = options.Output,
                Init = checkpoint,
                LikeInit = true,
                Objective = ObjectiveKind.Supervised,
                Epochs = options.Epochs,
                Batch = options.Batch,
                Seed = options.Seed,
                ValidationFraction = options.ValidationFraction,
                SplitColumn = options.SplitColumn,
                Precision = options.Precision,
                Device = options.Device,
                Unreadable = options.Unreadable,
                Duplicates = options.Duplicates,
                Resume = options.Resume,
                Settings =
                [
                    new("optimizer.learningRate", options.LearningRate.ToString("R", CultureInfo.InvariantCulture)),
                    new("optimizer.freezeVisionEpochs", options.FreezeEpochs.ToString(CultureInfo.InvariantCulture)),
                    new("objective.supervisedKind", (options.MultiClass ? SupervisedKind.MultiClass : SupervisedKind.MultiLabel).ToString()),
                    .. options.Settings,
                ],
            },
            cancellation).ConfigureAwait(false);
        if (outcome == CommandOutcome.Success)
        {
            console.Say($"apply it with medclip classify {options.Output}");
        }

        return outcome;
    }
}
