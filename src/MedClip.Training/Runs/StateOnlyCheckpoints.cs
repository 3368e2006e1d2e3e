namespace MedClip.Training;

/// <summary>Checkpoints that hold the run's state and no model to use: enough to resume.</summary>
public sealed class StateOnlyCheckpoints : ICheckpointStore
{
    /// <inheritdoc/>
    public void Save(string path, TrainingState state, Action<string>? extra) => AtomicFolder.Write(path, folder => extra?.Invoke(folder));

    /// <inheritdoc/>
    public string? Find(string path) => Directory.Exists(path) ? path : null;
}
