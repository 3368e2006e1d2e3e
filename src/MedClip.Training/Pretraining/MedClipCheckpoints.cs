using MedClip.Models;

namespace MedClip.Training;

/// <summary>Checkpoints of a <see cref="MedClipModel"/>: weights, manifest and vocabulary, usable without the run.</summary>
/// <param name="model">The model that is trained.</param>
/// <param name="manifest">What travels with it; its provenance is brought up to date in each save.</param>
/// <param name="tokenizer">Its tokenizer.</param>
/// <param name="objective">What is trained for; a supervised head is saved beside the towers. Null for none.</param>
public sealed class MedClipCheckpoints(MedClipModel model, CheckpointManifest manifest, ITextTokenizer tokenizer, IContrastiveObjective? objective = null) : ICheckpointStore
{
    /// <inheritdoc/>
    public void Save(string path, TrainingState state, Action<string>? extra)
    {
        ArgumentNullException.ThrowIfNull(state);
        bool isBest = state.BestMetric is not null && state.BestEpoch == state.Epoch && state.StepInEpoch == 0;
        TrainingProvenance provenance = manifest.Training with
        {
            Epochs = state.Epoch,
            Steps = state.Step,
            MetricName = isBest ? state.MetricName : null,
            MetricValue = isBest ? state.BestMetric : null,
        };
        SupervisedObjective? head = objective.Heads().FirstOrDefault();
        Checkpoint.Save(path, model, manifest with { Training = provenance }, tokenizer, folder =>
        {
            // Before the run's own state, which puts the weights that go on learning back in place of the averaged ones.
            head?.ToHead(FindingSet.Of(manifest.Findings)).Save(folder);
            extra?.Invoke(folder);
        });
    }

    /// <inheritdoc/>
    public void Verify(string folder) => Checkpoint.Verify(folder);

    /// <inheritdoc/>
    public string? Find(string path)
    {
        try
        {
            return Checkpoint.Resolve(path);
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }
}
