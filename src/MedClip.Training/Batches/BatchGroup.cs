namespace MedClip.Training;

/// <summary>The batches of one optimizer step; disposing it hands all of them back.</summary>
internal sealed class BatchGroup : IDisposable
{
    private readonly List<TrainingBatch> batches = [];

    public IReadOnlyList<TrainingBatch> Batches => batches;

    public int Images => batches.Sum(batch => batch.ImageCount);

    public int Texts => batches.Sum(batch => batch.TextCount);

    public void Add(TrainingBatch batch) => batches.Add(batch);

    public void Dispose() => batches.ForEach(batch => batch.Dispose());
}
